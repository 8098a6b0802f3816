import type { Json } from '../../src/model/json.js';

/** How a document is spelled. */
export interface Spelling {
  /** Puts the keys of an object in order. */
  readonly order?: (keys: readonly string[]) => readonly string[];
  /** White space between tokens. */
  readonly space?: () => string;
  /** Whether to write a character as `\u0000`. */
  readonly escapes?: (character: string) => boolean;
}

/** The same document, spelled another way. */
export function writeJson(json: Json, spelling: Spelling): string {
  const { order = (keys) => keys, space = () => '', escapes = () => false } = spelling;
  const text = (value: string) =>
    JSON.stringify(value).replace(/\\u....|\\.|[^"\\]/gs, (character) => {
      if (character.length > 1 || !escapes(character)) return character;
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
  const write = (value: Json): string => {
    if (typeof value === 'string') return text(value);
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    if (Array.isArray(value)) return `[${value.map((one) => `${space()}${write(one)}${space()}`).join(',')}]`;
    const object = value as Readonly<Record<string, Json>>;
    const members = order(Object.keys(object)).map((key) => {
      return `${space()}${text(key)}${space()}:${space()}${write(object[key] ?? null)}${space()}`;
    });
    return `{${members.join(',')}}`;
  };
  return write(json);
}
