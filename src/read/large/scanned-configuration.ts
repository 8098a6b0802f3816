import type { Json } from '../../model/json.js';
import type { Expression, ModuleCall, ModuleConfig } from '../../model/plan.js';
import {
  MAX_MODULE_DEPTH,
  optionalExpression,
  readDefaults,
  readInputs,
  readOutputs,
  textsOf,
} from '../configuration.js';
import type { BlockIndex } from './block-index.js';
import type { KeptBytes, Later } from './kept-bytes.js';

/** A module of the configuration as a scan leaves it: what there is, and where. */
export interface ScannedModule {
  readonly id: number;
  outputs: Later | undefined;
  variables: Later | undefined;
  readonly calls: Map<string, ScannedCall>;
}

export interface ScannedCall {
  expressions: Later | undefined;
  forEach: Later | undefined;
  dependsOn: Later | undefined;
  module: ScannedModule | undefined;
}

/** The configuration, of which each part is parsed when somebody asks for it. */
export function scannedConfiguration(
  module: ScannedModule | undefined,
  blocks: BlockIndex,
  kept: KeptBytes,
): ModuleConfig {
  const parse = (later: Later | undefined): Json | undefined => (later === undefined ? undefined : kept.parse(later));
  return new Module(module, { blocks, parse, depth: 0 });
}

/** What all modules of a configuration are read with. */
interface Reading {
  readonly blocks: BlockIndex;
  readonly parse: (later: Later | undefined) => Json | undefined;
  /** How many modules this one stands in. */
  readonly depth: number;
}

/** A class, and so is Call: a large plan has thousands of either, and closures take ten times the room. */
class Module implements ModuleConfig {
  readonly resources: ModuleConfig['resources'];
  readonly locals = undefined;
  readonly #scanned: ScannedModule | undefined;
  readonly #reading: Reading;
  #calls: ModuleConfig['calls'] | undefined;
  #outputs: ModuleConfig['outputs'] | undefined;
  #defaults: ModuleConfig['defaults'] | undefined;

  constructor(scanned: ScannedModule | undefined, reading: Reading) {
    this.#scanned = scanned;
    this.#reading = reading;
    this.resources = this;
  }

  get(address: string) {
    return this.#scanned === undefined ? undefined : this.#reading.blocks.find(this.#scanned.id, address);
  }

  get calls(): ModuleConfig['calls'] {
    if (this.#calls === undefined) {
      const calls = new Map<string, ModuleCall>();
      if (this.#reading.depth < MAX_MODULE_DEPTH) {
        for (const [name, call] of this.#scanned?.calls ?? []) calls.set(name, new Call(call, this.#reading));
      }
      this.#calls = calls;
    }
    return this.#calls;
  }

  get outputs(): ModuleConfig['outputs'] {
    this.#outputs ??= readOutputs(this.#reading.parse(this.#scanned?.outputs));
    return this.#outputs;
  }

  get defaults(): ModuleConfig['defaults'] {
    this.#defaults ??= readDefaults(this.#reading.parse(this.#scanned?.variables));
    return this.#defaults;
  }
}

class Call implements ModuleCall {
  readonly #scanned: ScannedCall;
  readonly #reading: Reading;
  #inputs: ModuleCall['inputs'] | undefined;
  #forEach: Expression | undefined;
  #dependsOn: readonly string[] | undefined;
  #module: Module | undefined;

  constructor(scanned: ScannedCall, reading: Reading) {
    this.#scanned = scanned;
    this.#reading = reading;
  }

  get inputs(): ModuleCall['inputs'] {
    this.#inputs ??= readInputs(this.#reading.parse(this.#scanned.expressions));
    return this.#inputs;
  }

  get forEach(): Expression | undefined {
    this.#forEach ??= optionalExpression(this.#reading.parse(this.#scanned.forEach));
    return this.#forEach;
  }

  get dependsOn(): readonly string[] {
    this.#dependsOn ??= textsOf(this.#reading.parse(this.#scanned.dependsOn));
    return this.#dependsOn;
  }

  get module(): ModuleConfig {
    this.#module ??= new Module(this.#scanned.module, { ...this.#reading, depth: this.#reading.depth + 1 });
    return this.#module;
  }
}
