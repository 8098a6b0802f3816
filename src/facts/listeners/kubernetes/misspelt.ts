import { nearest } from '../../../model/suggest.js';

const DOMAIN = 'service.beta.kubernetes.io/';
const PREFIX = 'aws-load-balancer-';

/** The annotations that decide about the certificate of a listener. Source: https://github.com/kubernetes/cloud-provider-aws/blob/master/docs/service_controller.md */
const DECISIVE = ['ssl-cert', 'ssl-ports', 'backend-protocol', 'ssl-negotiation-policy'];

/** The decisive annotation that a name nearly is; undefined for one that is right, or that is something else. */
export function meantAnnotation(name: string): string | undefined {
  const [, domain = '', last = ''] = /^(.*\/)?(.*)$/s.exec(name) ?? [];
  const found = DECISIVE.find((one) => lettersOf(last) === lettersOf(`${PREFIX}${one}`)) ?? nearSuffix(last);
  const meant = found === undefined ? undefined : `${DOMAIN}${PREFIX}${found}`;
  return meant === name || !domain.includes('kubernetes') ? undefined : meant;
}

function nearSuffix(last: string): string | undefined {
  if (!last.startsWith(PREFIX)) return undefined;
  const suffix = last.slice(PREFIX.length);
  return DECISIVE.find((one) => suffix.startsWith(one)) ?? nearest(suffix, DECISIVE);
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
