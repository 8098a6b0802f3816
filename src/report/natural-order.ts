/**
 * Compares as people count: `web[2]` before `web[10]`. The same in every locale, and 0 only for equal text.
 */
export function compareNatural(left: string, right: string): number {
  const ours = partsOf(left);
  const theirs = partsOf(right);
  for (const [at, our] of ours.entries()) {
    const their = theirs[at];
    if (their === undefined) return 1;
    const order = compareParts(our, their);
    if (order !== 0) return order;
  }
  return ours.length - theirs.length || compareText(left, right);
}

function partsOf(text: string): readonly string[] {
  return text.match(/\d+|\D/g) ?? [];
}

function compareParts(left: string, right: string): number {
  if (!/^\d/.test(left) || !/^\d/.test(right)) return compareText(left, right);
  const [ours, theirs] = [left.replace(/^0+/, ''), right.replace(/^0+/, '')];
  return ours.length - theirs.length || compareText(ours, theirs);
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
