import type { Known, Unknown, Value } from '../model/value.js';
import { spellJson, spellText } from './spell-json.js';

/**
 * Makes what spells facts as JSON on one line: the text of what `published` makes of them, without making it. Subjects
 * often have a part in common, such as the load balancer, so it remembers the last parts that it spelled.
 */
export function createFactsSpeller(): (input: string, facts: object) => string {
  const remembered = new Map<string, LastTwo>();
  return (input, facts) => {
    let text = `{"input":${spellText(input)}`;
    for (const key in facts) {
      const thing = (facts as Members)[key];
      if (thing === undefined) continue;
      text += nameOf(key);
      text += isPart(thing) ? remember(remembered, key, thing) : spell(thing);
    }
    return `${text}}`;
  };
}

type Members = Readonly<Record<string, unknown>>;

/** Parts that were spelled under one name: of a plain and a secure listener, the certificates take turns. */
interface LastTwo {
  part: object;
  text: string;
  partBefore: object | undefined;
  textBefore: string;
}

function isPart(thing: unknown): thing is object {
  return typeof thing === 'object' && thing !== null && !('kind' in thing) && !Array.isArray(thing);
}

function remember(remembered: Map<string, LastTwo>, key: string, part: object): string {
  const last = remembered.get(key);
  if (last === undefined) {
    const text = spell(part);
    remembered.set(key, { part, text, partBefore: undefined, textBefore: '' });
    return text;
  }
  if (last.part === part) return last.text;
  const text = last.partBefore === part ? last.textBefore : spell(part);
  last.partBefore = last.part;
  last.textBefore = last.text;
  last.part = part;
  last.text = text;
  return text;
}

function spell(thing: unknown): string {
  if (typeof thing === 'string') return spellText(thing);
  if (typeof thing === 'boolean') return thing ? 'true' : 'false';
  if (typeof thing !== 'object' || thing === null) return spellJson(thing);
  const { kind } = thing as Partial<Value<unknown>>;
  if (kind === 'absent') return 'null';
  if (kind === 'known') return spellKnown(thing as Known<unknown>);
  if (kind === 'unknown') return spellUnknown(thing as Unknown<unknown>);
  if (Array.isArray(thing)) return `[${thing.map(spell).join(',')}]`;
  let text = '';
  for (const key in thing) {
    const member = (thing as Members)[key];
    if (member !== undefined) text += (text === '' ? firstName(key) : nameOf(key)) + spell(member);
  }
  return text === '' ? '{}' : `${text}}`;
}

function spellKnown({ value, sensitive }: Known<unknown>): string {
  if (sensitive === true) return '{"sensitive":true}';
  return typeof value === 'string' ? spellText(value) : spellJson(value);
}

function spellUnknown({ reason, candidates, identity, remedy, sensitive }: Unknown<unknown>): string {
  let text = `{"unknown":${spellText(reason)}`;
  if (candidates !== undefined && sensitive !== true) text += `,"candidates":${spellJson(candidates)}`;
  if (identity !== undefined) text += `,"identity":${spellText(identity)}`;
  if (remedy !== undefined) text += `,"remedy":${spellText(remedy)}`;
  return `${text}}`;
}

/** How a member begins that is not the first. */
const nameOf = remembering((key) => `,${spellText(key)}:`);

/** How the first one does. */
const firstName = remembering((key) => `{${spellText(key)}:`);

/** Remembers what it spelled: names of facts, of which there are few, and of actions that policies allow. */
function remembering(spellName: (key: string) => string): (key: string) => string {
  const names = new Map<string, string>();
  return (key) => {
    let name = names.get(key);
    if (name === undefined) {
      name = spellName(key);
      names.set(key, name);
    }
    return name;
  };
}
