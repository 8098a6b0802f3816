/**
 * The order of two texts by their code points, which is the order of their UTF-8 bytes: Terraform's order of keys,
 * of sets and of `sort`. UTF-16 units, which `<` compares, sort an emoji before U+FF01.
 */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return weight(left) - weight(right);
  }
  return a.length - b.length;
}

/** Surrogates, which stand for code points above U+FFFF, weigh more than any other unit. */
function weight(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
