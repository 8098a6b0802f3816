import type { Files, Node, TypeConstraint } from '../expressions/index.js';
import type { InstanceKey, Mode, ModulePath } from './address.js';
import type { Json, JsonObject } from './json.js';
import type { Value } from './value.js';

/** What an input was, as every report names it. */
export type InputKind = 'terraform-plan' | 'terraform-state' | 'cdktf-stack' | 'terraform-json';

/**
 * What happens to a resource instance. `import` is an import that changes nothing else; `state` is an instance
 * that the input only records as existing; `declared` is one of a configuration, which does not tell what there is yet.
 */
export const ACTIONS = [
  'create',
  'update',
  'replace',
  'delete',
  'no-op',
  'import',
  'read',
  'forget',
  'state',
  'declared',
] as const;
export type Action = (typeof ACTIONS)[number];

/** A line in somebody's code; line and column from 1. */
export interface SourceLine {
  /** Absolute. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One resource instance, as it will stand after apply (or, when it goes away, as it stood before). */
export interface Resource {
  readonly address: string;
  readonly module: ModulePath;
  readonly mode: Mode;
  readonly type: string;
  readonly name: string;
  readonly key: InstanceKey;
  /** The provider's source address, `registry.terraform.io/hashicorp/aws`; before Terraform 0.13 just `aws`. */
  readonly provider: string;
  readonly action: Action;
  /** The order of a replacement: which of the two objects apply makes or destroys first. */
  readonly replacement?: 'createFirst' | 'deleteFirst';
  /** Known values after apply. Unknown ones are missing here and true, or a reason, in `unknown`, at the same index. */
  readonly values: JsonObject;
  readonly unknown: Json;
  readonly sensitive: Json;
  /** Values before apply; null for what does not exist yet. */
  readonly before: JsonObject | null;
  /** cdktf's construct path. */
  readonly constructPath?: string;
  /** Where the author's code makes it, in an input that records stack traces. */
  readonly declaredAt?: SourceLine;
}

/** An expression in the configuration: what it refers to, or its value where it refers to nothing. */
export interface Expression {
  readonly constant?: Json | undefined;
  /** Terraform's own references: each followed by its shorter prefixes. */
  readonly references: readonly string[];
  /** What `depends_on` of an output names. */
  readonly dependsOn?: readonly string[];
  /** The whole expression, where the input shows its text. */
  readonly tree?: Node;
}

/** A `dynamic` block: a block like `content` for each element of `forEach`. */
export interface DynamicBlock {
  readonly forEach: Expression;
  /** The name by which `content` refers to the element. */
  readonly iterator: string;
  readonly content: Body;
}

/** A variable of a module, as the source declares it. */
export interface VariableConfig {
  readonly constraint: TypeConstraint;
  /** Undefined where it has none. */
  readonly default: Expression | undefined;
  readonly nullable: boolean;
  readonly sensitive: boolean;
  readonly ephemeral: boolean;
}

/** The body of a block. Attributes are expressions, nested blocks are bodies in source order; `dynamic` blocks are in neither. */
export interface Body {
  expression(name: string): Expression | undefined;
  blocks(name: string): readonly Body[];
  /** The `dynamic` blocks of a name; undefined where the input does not show any, as plan JSON does not. */
  dynamics?(name: string): readonly DynamicBlock[];
  /** The names of all arguments and nested blocks; undefined where nobody needs them. */
  names?(): readonly string[];
}

export interface ResourceConfig {
  readonly mode: Mode;
  readonly type: string;
  readonly name: string;
  /** The key of the provider configuration in `Plan.providers`, as the input spells it. */
  readonly providerKey: string | undefined;
  readonly body: Body;
  readonly forEach: Expression | undefined;
  readonly count?: Expression | undefined;
  /** What its `depends_on` names. */
  readonly dependsOn?: readonly string[];
  /** What `ignore_changes` names, where the source is at hand. */
  readonly ignoredChanges?: readonly string[] | 'all';
}

export interface ModuleCall {
  readonly inputs: ReadonlyMap<string, Expression>;
  readonly forEach: Expression | undefined;
  readonly count?: Expression | undefined;
  /** What its `depends_on` names. */
  readonly dependsOn?: readonly string[];
  /** The provider configurations that it passes, by their keys in the module, where the source is at hand. */
  readonly providers?: ReadonlyMap<string, string>;
  readonly module: ModuleConfig;
}

/** The configuration inside a plan file is the planned one, and a stack is one itself. A folder is the one that the user named. */
export type SourceText = { readonly kind: 'snapshot' } | { readonly kind: 'folder'; readonly name: string };

export interface ModuleConfig {
  /** By `TYPE.NAME` or `data.TYPE.NAME`. */
  readonly resources: Pick<ReadonlyMap<string, ResourceConfig>, 'get'>;
  /** The keys of `resources`; undefined where nobody needs them. */
  addresses?(): readonly string[];
  readonly calls: ReadonlyMap<string, ModuleCall>;
  readonly outputs: ReadonlyMap<string, Expression>;
  /** Defaults of the module's variables, where they have one. */
  readonly defaults: ReadonlyMap<string, Json>;
  /** Local values; undefined where the input does not record them, as plan JSON does not. */
  readonly locals: ReadonlyMap<string, Expression> | undefined;
  /** The module's variables, where the source is at hand. */
  readonly variables?: ReadonlyMap<string, VariableConfig>;
  /** What `path.module` is, where the source is at hand. */
  readonly path?: string;
  /** Where the text of the module's expressions comes from; undefined where the input does not have it. */
  readonly text?: SourceText;
}

/** The part of a provider block that decides where its resources live. Credentials never get this far. */
export interface ProviderConfig {
  readonly key: string;
  readonly name: string;
  readonly alias: string | undefined;
  /** The module that the block stands in, without instance keys; empty in the root module. */
  readonly modulePath: readonly string[];
  readonly region: Expression | undefined;
  /** The name of the block that says which role the provider works as. */
  readonly assumeRoleBlock?: string | undefined;
  readonly assumeRoleArn: Expression | undefined;
  /** The policies that limit the assumed role's session, where there are any. */
  readonly assumeRolePolicy?: Expression | undefined;
  readonly assumeRolePolicyArns?: Expression | undefined;
  readonly allowedAccountIds: Expression | undefined;
  /** True where the source shows that it has no credentials of its own: those of the environment are everybody's. */
  readonly usesEnvironment?: boolean;
  /** False for an entry that Terraform implies: no block with arguments of its own. */
  readonly configured: boolean;
}

/** A finding that somebody accepted in code, with a reason, on a construct and everything below it. */
export interface Acknowledgement {
  readonly constructPath: string;
  readonly policyId: string;
  readonly reason: string;
}

/** An attribute that some expression refers to. Source: https://developer.hashicorp.com/terraform/internals/json-format#plan-representation */
export interface RelevantAttribute {
  /** Of the resource; instance keys may be missing. */
  readonly address: string;
  /** The way to the part of it; empty for the resource as a whole. */
  readonly path: readonly (string | number)[];
}

/** One input, whatever its format: what later steps read instead of bytes. */
export interface Plan {
  readonly path: string;
  readonly kind: InputKind;
  readonly formatVersion: string | undefined;
  readonly terraformVersion: string | undefined;
  /** False for a plan that Terraform says covers only a part (`-target`, deferred changes). */
  readonly complete: boolean;
  /** Values of the root module's variables. */
  readonly variables: ReadonlyMap<string, Value<Json>>;
  readonly resources: readonly Resource[];
  /** The resource types in `resources`; a reader leaves out every other one. */
  readonly holds: Wanted;
  /** Undefined where the input has no configuration, as a state has none. */
  readonly configuration: ModuleConfig | undefined;
  readonly providers: ReadonlyMap<string, ProviderConfig>;
  /** True where a child module's provider key names the root's, as Terraform does from 1.2 on. */
  readonly providerKeysNormalised: boolean;
  /** What the plan says that expressions of changing resources refer to, also through locals; undefined where it does not. */
  readonly relevantAttributes?: readonly RelevantAttribute[] | undefined;
  /** The workspace that was planned in, where the input tells. */
  readonly workspace?: string;
  /** The same plan without the source of a folder that was given for it; undefined where none was. */
  readonly unaided?: { readonly folder: string; readonly plan: Plan };
  /** What `file` and its like read, where the configuration stands in a folder. */
  readonly files?: Files;
  /** The inputs whose outputs this one reads through `data.terraform_remote_state`, by that block's name. */
  readonly remoteStates?: ReadonlyMap<string, Plan>;
  readonly acknowledgements?: readonly Acknowledgement[];
  /** What the reader of a report should know of this input. */
  readonly notes: readonly string[];
  /** The bytes of the binary plan file, where the input was one: the configuration is in it. Secrets are, too. */
  readonly planFile?: Uint8Array;
}

/** Resource types that later steps read. */
export type Wanted = (mode: Mode, type: string) => boolean;

/** Resource types of which all instances in a large plan are read where one of them matters, and otherwise none. */
export interface OnDemand {
  readonly types: Wanted;
  /**
   * What the JSON text of every instance that matters has in it: one of these, in any case, or a wildcard (`*`, `?`)
   * before any colon in its string. ASCII, of two bytes or more.
   */
  readonly signs: readonly string[];
  /** Whether an instance matters: an entry of a plan's `resource_changes`, or a resource of a state. */
  matters(instance: Json): boolean;
}

/** Nested blocks by dotted path. Of those in a set, Terraform keeps one of several alike. */
export type NestedBlocks = ReadonlyMap<string, 'list' | 'set'>;

/** What is read of an input. */
export interface Interest {
  readonly wanted: Wanted;
  /**
   * The nested blocks of a resource type, by dotted path: `listener`, `spec.port`. JSON syntax writes a block as it
   * writes a map, and only the provider's schema tells the two apart. None where undefined.
   */
  readonly nestedBlocks?: (mode: Mode, type: string) => NestedBlocks;
  /** Of what is wanted, what of a large input is read only where it matters; where undefined, everything is read. */
  readonly onDemand?: OnDemand | undefined;
}

/** A policy of AWS Identity and Access Management in a file. */
export interface PolicyFile {
  readonly path: string;
  /** The policy document. */
  readonly document: Json;
}
