import type { Finding, Location } from '../model/finding.js';
import type { Position } from './block.js';
import type { PlacedBlock } from './find-block.js';
import type { Place } from './find-place.js';
import type { Configuration } from './source-folder.js';

/** The argument of a `listener` block that a fact is read from, by the first name on the fact's path. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  certificate: 'ssl_certificate_id',
  instancePortSecurity: 'instance_port',
  instanceProtocol: 'instance_protocol',
  instancePort: 'instance_port',
  protocol: 'lb_protocol',
  secure: 'lb_protocol',
  port: 'lb_port',
};

/**
 * The line to change: the listener's argument that decided the finding, else the listener's block, else the resource's,
 * else the call of a module whose source is not at hand.
 */
export function locationOf(place: Place, finding: Finding, via: Configuration['via']): Location | null {
  const { listener, resource, calls } = place;
  if (listener !== undefined) {
    return located(listener, listener.block.attributes.get(argumentOf(finding)) ?? listener.block, via);
  }
  const [block] = resource;
  if (block !== undefined) return located(block, block.block, via);
  const call = calls.at(-1);
  return call === undefined || place.missing ? null : located(call, call.block, 'call');
}

/** What a finding says of a certificate is said of `ssl_certificate_id`, whatever it was compared with. */
function argumentOf({ decidedBy }: Finding): string {
  for (const [name, argument] of Object.entries(ARGUMENTS)) {
    if (decidedBy.some((path) => path === name || path.startsWith(`${name}.`))) return argument;
  }
  return 'ssl_certificate_id';
}

function located({ file }: PlacedBlock, { line, column }: Position, via: string): Location {
  return { file: file.shown, line, column, via };
}
