import type { ListenerBlock, ListenerSource } from '../../facts/index.js';
import { services } from '../../facts/services.js';
import { parseAddress } from '../../model/address.js';
import { isListener, type ListenerFacts, type UserFacts } from '../../model/facts.js';
import type { Finding, FindingSubject, Location } from '../../model/finding.js';
import type { Value } from '../../model/value.js';
import type { Configurations } from '../../read/source/index.js';
import type { Position, SourceBlock } from '../../read/source/parsed-file.js';
import type { Configuration, PlacedBlock } from '../../read/source/source-file.js';
import { blocksNamed, findModule } from './find-block.js';
import type { CommentsOf, IgnoreComment } from './ignore-comments.js';

/** What stands in the source for one subject, as far as it is sure. */
export interface Place {
  readonly via: Configuration['via'];
  /** The module calls on the way to it. */
  readonly calls: readonly PlacedBlock[];
  /** The resource's block and those that override it; empty where its module is not at hand. */
  readonly resource: readonly PlacedBlock[];
  readonly listener: PlacedListener | undefined;
  /** What uses a certificate; undefined for a deployer. */
  readonly facts: UserFacts | undefined;
  /** True where the module is at hand and has no such resource: this is not what was planned. */
  readonly missing: boolean;
}

/** What stands in the source for a subject; undefined where the source of its input is not at hand. */
export type PlaceOf = (subject: SourceSubject) => Place | undefined;

/** A subject of an input, by its address. */
export interface SourceSubject extends Pick<FindingSubject, 'input' | 'address'>, Pick<Place, 'facts'> {}

/** Finds subjects in the source. Each that is not there is told once. */
export function placeFinder(
  configurations: Configurations,
  sources: readonly ListenerSource[],
  onNotice: (text: string) => void,
): PlaceOf {
  const told = new Set<string>();
  return ({ input, address, facts }) => {
    const configuration = configurations.get(input);
    if (configuration === undefined) return undefined;
    const place = findPlace(configuration, address, facts, sources);
    const notice = `${address} is not in the source: was ${input} planned from it?`;
    if (place.missing && !told.has(notice)) onNotice(notice);
    if (place.missing) told.add(notice);
    return place;
  };
}

/** Instance keys do not matter: all instances of a block stand in one place. */
function findPlace(
  { via, root }: Configuration,
  text: string,
  facts: Place['facts'],
  sources: readonly ListenerSource[],
): Place {
  const nowhere: Place = { via, calls: [], resource: [], listener: undefined, facts, missing: false };
  const address = parseAddress(text);
  if (address === undefined) return nowhere;
  const { folder, calls } = findModule(root, address.module);
  if (folder === undefined) return { ...nowhere, calls, missing: calls.length === 0 };
  const type = address.mode === 'data' ? 'data' : 'resource';
  const resource = folder.blocks(type, [address.type, address.name]);
  return {
    via,
    calls,
    resource,
    listener:
      facts && isListener(facts) ? findListenerBlock(resource, facts, blockOfType(sources, address)) : undefined,
    facts,
    missing: resource.length === 0,
  };
}

function blockOfType(
  sources: readonly ListenerSource[],
  { mode, type }: Pick<ListenerSource, 'mode' | 'type'>,
): ListenerBlock | undefined {
  return sources.find((source) => source.mode === mode && source.type === type)?.listenerBlock;
}

/** The block that a listener surely comes from. A `dynamic` block's `content` comes with the block around it. */
export interface PlacedListener extends PlacedBlock {
  readonly around: SourceBlock | undefined;
  /** What the type declares of such blocks. */
  readonly declared: ListenerBlock;
}

/**
 * The block of one listener, or undefined where two or none could be it. Ports and protocols join the two, as nothing
 * else can: Terraform sorts the planned set. Every listener comes from some block, so one that is left over is its own.
 */
function findListenerBlock(
  resource: readonly PlacedBlock[],
  listener: ListenerFacts,
  declared: ListenerBlock | undefined,
): PlacedListener | undefined {
  if (declared === undefined) return undefined;
  const blocks = blocksNamed(resource, declared.name).flatMap(withContent);
  const possible = blocks.filter(({ block }) => literalsAgree(listener, block, declared));
  // A load balancer takes one listener a port, so a block with the listener's own port is its block.
  const sure = possible.filter(({ block }) => block.attributes.get(declared.port)?.literal !== undefined);
  const [only, ...others] = sure.length > 0 ? sure : possible;
  return only === undefined || others.length > 0 ? undefined : { ...only, declared };
}

function withContent({ file, block }: PlacedBlock): readonly Omit<PlacedListener, 'declared'>[] {
  if (block.type !== 'dynamic') return [{ file, block, around: undefined }];
  return block.blocks
    .filter(({ type }) => type === 'content')
    .map((content) => ({ file, block: content, around: block }));
}

function literalsAgree(listener: ListenerFacts, block: SourceBlock, declared: ListenerBlock): boolean {
  return (
    agreesWithLiteral(listener.port, block, declared.port, Number) &&
    agreesWithLiteral(listener.instancePort, block, declared.instancePort, Number) &&
    agreesWithLiteral(listener.protocol, block, declared.protocol, upperCase) &&
    agreesWithLiteral(listener.instanceProtocol, block, declared.instanceProtocol, upperCase)
  );
}

/** What is written as a literal is known in every plan, so an unknown value comes from a block that has none. */
function agreesWithLiteral<T>(
  fact: Value<T>,
  block: SourceBlock,
  name: string,
  read: (literal: unknown) => unknown,
): boolean {
  const literal = block.attributes.get(name)?.literal;
  if (literal === undefined) return true;
  return fact.kind === 'known' && read(literal) === fact.value;
}

function upperCase(literal: unknown): string {
  return String(literal).toUpperCase();
}

/** The argument that a fact is read from, by the first name on the fact's path; the first that decided a finding counts. */
const ARGUMENTS: readonly (readonly [fact: string, argument: Exclude<keyof ListenerBlock, 'name'>])[] = [
  ['certificate', 'certificate'],
  ['instancePortSecurity', 'instancePort'],
  ['instanceProtocol', 'instanceProtocol'],
  ['instancePort', 'instancePort'],
  ['protocol', 'protocol'],
  ['secure', 'protocol'],
  ['port', 'port'],
];

/**
 * The line to change: the argument that decided the finding, else the listener's block, else the resource's, else the
 * call of a module whose source is not at hand.
 */
export function locationOf(place: Place | undefined, finding: Finding): Location | null {
  if (place === undefined) return null;
  const { via, listener, resource, calls } = place;
  if (listener !== undefined) {
    return located(
      listener,
      listener.block.attributes.get(listener.declared[deciding(finding)]) ?? listener.block,
      via,
    );
  }
  const [block] = resource;
  if (block !== undefined) return argumentLocation(place, finding) ?? located(block, block.block, via);
  const call = calls.at(-1);
  return call === undefined || place.missing ? null : located(call, call.block, 'call');
}

/** What a finding says of a certificate is said of the argument that names it, whatever it was compared with. */
function deciding({ decidedBy }: Finding) {
  const found = ARGUMENTS.find(([fact]) => decidedBy.some((path) => path === fact || path.startsWith(`${fact}.`)));
  return found?.[1] ?? 'certificate';
}

/** The line of the argument that a finding is about, of a listener or domain that is a resource of its own. */
function argumentLocation({ via, resource, facts }: Place, finding: Finding): Location | undefined {
  const path = facts === undefined ? undefined : argumentPath(facts, finding);
  const names = path?.split('.') ?? [];
  const argument = names.pop() ?? '';
  const within = names.reduce<readonly PlacedBlock[]>(
    (blocks, name) => blocksNamed(blocks, name).flatMap(withContent),
    resource,
  );
  // What overrides others stands after them.
  const found = within.findLast(({ block }) => block.attributes.has(argument));
  const attribute = found?.block.attributes.get(argument);
  return found === undefined || attribute === undefined ? undefined : located(found, attribute, via);
}

/** The argument that a finding is about, with the blocks around it: `viewer_certificate.acm_certificate_arn`. */
function argumentPath(facts: UserFacts, finding: Finding): string | undefined {
  if (isListener(facts)) {
    const argument = deciding(finding);
    return argument === 'certificate' ? facts.certificateArgument : argument;
  }
  const { certificateArgument, type } = facts;
  // Of two arguments that are both set, the last is the one of the API's own Region.
  if (certificateArgument.kind === 'known') return certificateArgument.value.split(' and ').at(-1);
  return services.find(({ resourceTypes }) => resourceTypes.includes(type))?.names[0];
}

function located({ file }: PlacedBlock, { line, column }: Position, via: string): Location {
  return { file: file.shown, line, column, via };
}

/** The comments that speak of a subject: in its blocks or directly above one, or so at a module call on the way. */
export function commentsOn(place: Place | undefined, commentsOf: CommentsOf): readonly IgnoreComment[] {
  if (place === undefined) return [];
  const { calls, resource, listener } = place;
  const around = listener?.around === undefined ? [] : [{ file: listener.file, block: listener.around }];
  const places: readonly PlacedBlock[] = [
    ...calls,
    ...resource,
    ...around,
    ...(listener === undefined ? [] : [listener]),
  ];
  return places.flatMap(({ file, block }) => commentsOf(file).get(block) ?? []);
}
