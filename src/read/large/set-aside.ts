import { parseModulePath } from '../../model/address.js';
import { type Json, stringProperty } from '../../model/json.js';
import type { OnDemand, Resource } from '../../model/plan.js';
import { nameOf } from '../resource-changes.js';
import type { KeptBytes, Later } from './kept-bytes.js';
import { laterList } from './later-list.js';
import type { InstanceParts, Span } from './scanner.js';

/** The list that an instance was taken from. Where it stood in there, there is a hole. */
type Siblings = (Json | undefined)[];

/** An instance by what says which block it comes from. */
export type Undecided = Pick<Resource, 'module' | 'mode' | 'type' | 'name'>;

/** Instances that are read only where one of them matters: each is held by its place in the input. */
export interface SetAside {
  add(siblings: Siblings, index: number, later: Later): void;
  /** Sees whether an instance matters. */
  weigh(bytes: Buffer, span: Span, parts: InstanceParts): void;
  /** True once one matters. */
  readonly matters: boolean;
  /** Instances that matter where their blocks say so, without their values. */
  readonly undecided: readonly Undecided[];
  /** Puts every instance where it stood. */
  putBack(): void;
}

export function setAside(kept: KeptBytes, onDemand: OnDemand): SetAside {
  const instances = laterList(kept);
  const siblings: Siblings[] = [];
  const indexes: number[] = [];
  const undecided: Undecided[] = [];
  let matters = false;
  /** Verdicts on instances whose values cannot matter: what is unknown of one is unknown of many. */
  const verdicts = new Map<string, ReturnType<OnDemand['matters']>>();

  function byUnknowns(text: string): ReturnType<OnDemand['matters']> {
    const told = verdicts.get(text);
    if (told !== undefined) return told;
    const verdict = onDemand.matters(null, JSON.parse(text) as Json);
    if (verdicts.size >= REMEMBERED) verdicts.clear();
    verdicts.set(text, verdict);
    return verdict;
  }

  return {
    add(list, index, later) {
      instances.push(later);
      siblings.push(list);
      indexes.push(index);
    },
    weigh(bytes, span, { values, unknowns }) {
      if (matters) return;
      const unknown = unknowns.to - unknowns.from > EMPTY ? textAt(bytes, unknowns) : '{}';
      // What it looks for is ASCII, whatever the other characters are.
      const verdict = onDemand.mayMatter(bytes.toString('latin1', values.from, values.to))
        ? onDemand.matters(JSON.parse(textAt(bytes, values)) as Json, JSON.parse(unknown) as Json)
        : byUnknowns(unknown);
      if (verdict === true) matters = true;
      if (verdict === 'byConfiguration') undecided.push(named(JSON.parse(textAt(bytes, span)) as Json));
    },
    get matters() {
      return matters;
    },
    undecided,
    putBack() {
      siblings.forEach((list, entry) => {
        list[indexes[entry] ?? 0] = instances.parse(entry);
      });
    },
  };
}

/** Unit: bytes. `{}`, or nothing at all. */
const EMPTY = 2;

/** How many verdicts are remembered. */
const REMEMBERED = 256;

function textAt(bytes: Buffer, { from, to }: Span): string {
  return bytes.toString('utf8', from, to);
}

function named(instance: Json): Undecided {
  const { module, mode, name } = nameOf(instance, stringProperty(instance, 'address') ?? '', parseModulePath);
  return { module, mode, type: stringProperty(instance, 'type') ?? '', name };
}
