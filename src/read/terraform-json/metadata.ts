import { type Address, formatAddress } from '../../model/address.js';
import { arrayOf, type JsonObject, property, stringProperty } from '../../model/json.js';
import type { Acknowledgement, Resource } from '../../model/plan.js';
import { authorsLine } from './authors-line.js';
import { blocksOf } from './blocks.js';

/** What the code of a stack says of a block: which construct makes it, and in which line. */
export type Written = Pick<Resource, 'constructPath' | 'declaredAt'>;

/** Where the author's code makes a block, as cdktf records it. */
function writtenBy(body: JsonObject): Written {
  const metadata = property(property(body, '//'), 'metadata');
  const constructPath = stringProperty(metadata, 'path');
  const declaredAt = authorsLine(property(metadata, 'stackTrace'));
  return {
    ...(constructPath === undefined ? {} : { constructPath }),
    ...(declaredAt === undefined ? {} : { declaredAt }),
  };
}

const BLOCKS = [
  ['resource', 2, ''],
  ['data', 2, 'data.'],
  ['module', 1, 'module.'],
] as const;

/** The same of every block of a document that has an address, by that: `aws_elb.web`, `module.elb`. */
export function writtenBlocks(document: JsonObject): ReadonlyMap<string, Written> {
  return new Map(
    BLOCKS.flatMap(([type, labels, prefix]) =>
      blocksOf(document, type, labels).map((block) => [`${prefix}${block.labels.join('.')}`, writtenBy(block.body)]),
    ),
  );
}

/** What the code of a stack says of a resource: of its own block, or of the call that makes everything in a module. */
export function writtenFor(
  blocks: ReadonlyMap<string, Written>,
  { module: [call], ...block }: Address,
): Written | undefined {
  return blocks.get(
    call === undefined ? formatAddress({ ...block, module: [], key: undefined }) : `module.${call.name}`,
  );
}

/** The findings that somebody accepted in code, as `acknowledge` of `elbcert/cdktf` leaves them in a stack. */
export function acknowledgementsIn(document: JsonObject): readonly Acknowledgement[] {
  const written = property(property(property(document, '//'), 'elbcert'), 'acknowledged');
  return arrayOf(written).flatMap((entry) => {
    const constructPath = stringProperty(entry, 'constructPath');
    const policyId = stringProperty(entry, 'policyId');
    const reason = stringProperty(entry, 'reason');
    return constructPath === undefined || policyId === undefined || reason === undefined
      ? []
      : [{ constructPath, policyId, reason }];
  });
}
