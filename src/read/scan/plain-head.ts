import type { Mode } from '../../model/address.js';
import { passString } from './pass-over.js';
import { HEAD } from './scanner.js';
import type { Window } from './window.js';
import { isAt } from './word-finder.js';

const BEFORE_ADDRESS = Buffer.from(HEAD.address);
const BEFORE_MODULE = Buffer.from(HEAD.module);
const BEFORE_TYPE = Buffer.from(HEAD.type);
const BEFORE_DATA_TYPE = Buffer.from(HEAD.dataType);

/** How far a head goes that is written as Terraform writes it: up to the type of a resource of that mode, or not as far. */
type Head = Mode | 'none' | 'address' | 'truncated';

/**
 * Passes over a resource's address, module and mode, and marks its type, where they are written as Terraform writes them;
 * what is not is passed over member by member.
 */
export function passHead(window: Window, read: (into: Buffer) => number): Head {
  if (!passText(window, BEFORE_ADDRESS)) return 'none';
  if (passString(window, read) === 'truncated') return 'truncated';
  if (passText(window, BEFORE_MODULE) && passString(window, read) === 'truncated') return 'truncated';
  const managed = passText(window, BEFORE_TYPE);
  if (!managed && !passText(window, BEFORE_DATA_TYPE)) return 'address';
  window.marks.typeFrom = window.at;
  if (passString(window, read) === 'truncated') return 'truncated';
  window.marks.typeTo = window.at - 1;
  return managed ? 'managed' : 'data';
}

/** Passes over a text where it is next. */
function passText(window: Window, text: Buffer): boolean {
  const to = window.at + text.length;
  if (to > window.end || !isAt(window.bytes, window.at, to, text)) return false;
  window.at = to;
  return true;
}
