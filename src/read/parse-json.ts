import type { Json } from '../model/json.js';
import { UnusableInput } from '../model/problem.js';
import { refuseText } from './refusals.js';

/**
 * The JSON document in a text. Problems never quote the text: V8's own messages do, and plans hold private keys.
 * Problems: not JSON, and what it is instead where that can be told.
 */
export function parseJson(path: string, text: string, hint = SHOW_AGAIN): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new UnusableInput([refuseText(path, text) ?? brokenJson(path, text, String(error), hint)]);
  }
}

const SHOW_AGAIN = 'write the file again: terraform show -json tfplan > plan.json';

function brokenJson(path: string, text: string, error: string, hint: string) {
  if (/end of JSON|Unterminated|Bad escaped/.test(error) && !/[}\]]\s*$/.test(text)) {
    return {
      path,
      message: 'the JSON ends in the middle',
      hint,
    };
  }
  const position = /position (\d+)/.exec(error)?.[1];
  const place = position === undefined ? '' : ` at ${lineAndColumn(text, Number(position))}`;
  return {
    path,
    message: `this is not valid JSON${place}`,
    hint,
  };
}

function lineAndColumn(text: string, position: number): string {
  const before = text.slice(0, position).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
