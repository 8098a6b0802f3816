import { Unparsable } from './cursor.js';
import { literal, type Tree } from './tree.js';

/** A template whose `%{for}` holds what stands up to its `%{endfor}`, so that the names it binds end there. */
export function closeTemplate(parts: readonly Tree[]): Tree {
  const [only] = parts;
  if (only === undefined) return literal('');
  if (parts.length === 1 && only.kind !== 'for') return only;
  const open: { readonly head: Tree & { kind: 'for' }; readonly outer: Tree[] }[] = [];
  let here: Tree[] = [];
  for (const part of parts) {
    if (part.kind === 'for' && part.parts.length === 0) {
      open.push({ head: part, outer: here });
      here = [];
    } else if (part.kind === 'opaque' && part.reason === 'endfor') {
      const loop = open.pop();
      if (loop === undefined) throw new Unparsable();
      here = [...loop.outer, { ...loop.head, parts: here }];
    } else here.push(part);
  }
  if (open.length > 0) throw new Unparsable();
  return { kind: 'template', parts: here };
}
