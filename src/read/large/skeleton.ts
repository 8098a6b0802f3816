/**
 * What a scanner does with a value:
 * `object`, `map` and `array` are walked, `keep` is handed over whole, `later` too, to be parsed when somebody asks,
 * `resource` is an instance, handed over where its type is wanted, `block` is a resource block of the configuration,
 * `brief` is handed over where it is neither object nor array, `skip` is passed over.
 */
export const KINDS = ['object', 'map', 'array', 'keep', 'later', 'resource', 'block', 'brief', 'skip'] as const;
export type Kind = (typeof KINDS)[number];

interface Node {
  readonly kind: Kind;
  /** What stands under each key that matters. */
  readonly members?: Readonly<Record<string, NodeName>>;
  /** What every other member, or every element, is. */
  readonly others: NodeName;
}

export type NodeName =
  | 'document'
  | 'changes'
  | 'state'
  | 'values'
  | 'stateModule'
  | 'stateModules'
  | 'instances'
  | 'configuration'
  | 'root'
  | 'module'
  | 'blocks'
  | 'calls'
  | 'call'
  | 'instance'
  | 'block'
  | 'keep'
  | 'later'
  | 'brief'
  | 'skip';

/**
 * The part of a plan, or of a state, that is read, whatever the types of its resources.
 * Source: https://developer.hashicorp.com/terraform/internals/json-format
 */
export const SKELETON: Readonly<Record<NodeName, Node>> = {
  document: {
    kind: 'object',
    members: {
      variables: 'keep',
      resource_changes: 'changes',
      prior_state: 'state',
      values: 'values',
      configuration: 'configuration',
    },
    others: 'brief',
  },
  changes: { kind: 'array', others: 'instance' },
  state: { kind: 'object', members: { values: 'values' }, others: 'skip' },
  values: { kind: 'object', members: { root_module: 'stateModule' }, others: 'skip' },
  stateModule: {
    kind: 'object',
    members: { address: 'keep', resources: 'instances', child_modules: 'stateModules' },
    others: 'skip',
  },
  stateModules: { kind: 'array', others: 'stateModule' },
  instances: { kind: 'array', others: 'instance' },
  configuration: { kind: 'object', members: { provider_config: 'keep', root_module: 'root' }, others: 'skip' },
  root: {
    kind: 'object',
    members: { outputs: 'later', variables: 'keep', resources: 'blocks', module_calls: 'calls' },
    others: 'skip',
  },
  module: {
    kind: 'object',
    members: { outputs: 'later', variables: 'later', resources: 'blocks', module_calls: 'calls' },
    others: 'skip',
  },
  blocks: { kind: 'array', others: 'block' },
  calls: { kind: 'map', others: 'call' },
  call: {
    kind: 'object',
    members: { expressions: 'later', for_each_expression: 'later', depends_on: 'later', module: 'module' },
    others: 'skip',
  },
  instance: { kind: 'resource', others: 'skip' },
  block: { kind: 'block', others: 'skip' },
  keep: { kind: 'keep', others: 'skip' },
  later: { kind: 'later', others: 'skip' },
  brief: { kind: 'brief', others: 'skip' },
  skip: { kind: 'skip', others: 'skip' },
};

export const NODE_NAMES = Object.keys(SKELETON) as readonly NodeName[];

export function nodeId(name: NodeName): number {
  return NODE_NAMES.indexOf(name);
}

/** The skeleton as a scanner in WebAssembly reads it: per node its kind, the others and how many members, then those. */
export function encodeSkeleton(): Uint8Array {
  const bytes: number[] = [];
  for (const name of NODE_NAMES) {
    const { kind, members = {}, others } = SKELETON[name];
    bytes.push(KINDS.indexOf(kind), nodeId(others), Object.keys(members).length);
    for (const [key, child] of Object.entries(members)) bytes.push(key.length, nodeId(child), ...Buffer.from(key));
  }
  return Uint8Array.from(bytes);
}
