/** A text in which one literal of a `locals` block is another. */
export interface ChangedText {
  readonly text: string;
  /** For the reader of a failure. */
  readonly change: string;
}

/** Every text that differs from some HCL in one literal of a `locals` block: a string, a number, a boolean, an element of a list. */
export function changedLiterals(hcl: string): readonly ChangedText[] {
  return [...hcl.matchAll(/^locals \{\n[\s\S]*?^\}/gm)].flatMap(({ 0: block, index }) => {
    const strings = [...new Set([...block.matchAll(STRING)].map(([literal]) => literal))];
    return [
      ...changes(block, STRING, (literal) => [...strings, '"other"', '""'].filter((one) => one !== literal)),
      ...changes(block, /(?<=[=[,?:] *)\d+\b/g, (literal) => [String(Number(literal) + 1), '0']),
      ...changes(block, /\b(?:true|false)\b/g, (literal) => [literal === 'true' ? 'false' : 'true']),
      ...changes(block, /(?<== *)\[[^[\]]+\]/g, withoutEachElement),
    ].map(({ at, literal, other }): ChangedText => {
      const start = index + at;
      const text = `${hcl.slice(0, start)}${other}${hcl.slice(start + literal.length)}`;
      return { text, change: `${literal} at ${start} is ${other}` };
    });
  });
}

/** A string without a template in it. */
const STRING = /"[^"$\n]*"/g;

function changes(block: string, literals: RegExp, othersOf: (literal: string) => readonly string[]) {
  return [...block.matchAll(literals)].flatMap(({ 0: literal, index: at }) => {
    return othersOf(literal).map((other) => ({ at, literal, other }));
  });
}

function withoutEachElement(list: string): readonly string[] {
  const elements = list.slice(1, -1).split(',');
  return elements.map((_, left) => `[${elements.filter((__, at) => at !== left).join(',')}]`);
}
