import type { Report } from '../../src/model/report.js';
import { known, unknown } from '../../src/model/value.js';
import { certificate, deployer, finding, input, listener, loadBalancer, report } from './build.js';

/** Names that somebody could give a resource, a domain or a file to get more out of a report than a name. */
export const HOSTILE = {
  markdown: '**bold** _em_ [a](https://example.com) ![i](https://example.com/x.png) | cell | `code` # h',
  fence: '```\n</details>\n```mermaid',
  html: '<script>alert(1)</script><img src=x onerror=alert(1)>"\'&amp;',
  breakout: '</script></style></title>--><svg onload=alert(1)>',
  cdata: ']]><![CDATA[<x/>]]>&#x41;',
  mention: '@octocat @org/team #123 GH-7 owner/repo#5 0123456789abcdef0123456789abcdef01234567',
  command: 'x\n::error file=a,line=1::owned\r\n##vso[task.setvariable]1',
  escape: '\u001b[31mred\u001b[0m\u0007\u009b2J\u0000',
  bidi: '\u202eexe.fdp\u2066\u200b\ufeff\u00ad',
  lines: 'first\nsecond\rthird\u2028fourth\u2029fifth\u0085sixth',
  surrogate: 'a\ud800b\udfffc\ufffe\uffff',
  sarif: 'see [here](1) {0} {{1}} [x](https://example.com)',
  verdict: 'aws_elb.failover 3 failures "failures": [',
  pipes: '\\| a \\\\| b | c \\',
  url: 'javascript:alert(1) https://example.com www.example.com me@example.com',
} as const;

/** A report in which one hostile name stands wherever a plan, a policy, a waiver or a path can put one. */
export function hostileReport(name: string): Report {
  const facts = listener(
    {
      address: name,
      constructPath: name,
      loadBalancer: loadBalancer(name, { region: known(name), name: known(name) }),
      certificate: certificate({
        address: known(name),
        arn: known(name),
        region: known(`${name} elsewhere`),
        domainNames: known([name]),
        keyAlgorithm: unknown(name, { candidates: [name, `${name}2`], remedy: name }),
      }),
      trace: [name, `${name} via`, `tls_private_key.${name}`],
    },
    name,
  );
  const common = { address: name, input: name, constructPath: name, message: name, fix: name, trace: [name, name] };
  const location = { file: name, line: 3, column: 7, via: name };
  const waiver = { reason: name, source: name };
  return report({
    inputs: [input({ path: name, notes: [name], terraformVersion: name })],
    listeners: [facts],
    deployers: [deployer({ address: name, why: name, trace: [name] }, name)],
    findings: [
      finding({ ...common, policyId: name, location }),
      finding({ ...common, policyId: 'described', level: 'warning' }),
      finding({ ...common, policyId: 'open', outcome: 'open', decidedBy: ['certificate.keyAlgorithm'] }),
      finding({ ...common, policyId: 'waived', waiver, location }),
      finding({ ...common, policyId: 'passed', outcome: 'pass' }),
      finding({ ...common, policyId: 'deployer', subject: 'deployer', port: null }),
    ],
    policies: [
      {
        id: 'described',
        title: name,
        level: 'warning',
        subjects: ['listener'],
        message: name,
        why: name,
        fix: name,
        source: [name],
        file: name,
      },
    ],
    notes: [name],
  });
}
