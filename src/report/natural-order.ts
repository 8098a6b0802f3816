/**
 * Compares as people count: `web[2]` before `web[10]`. The same in every locale, and 0 only for equal text.
 */
export function compareNatural(left: string, right: string): number {
  if (left === right) return 0;
  let at = 0;
  while (at < left.length && left.charCodeAt(at) === right.charCodeAt(at)) at += 1;
  // A number that both have begun is compared from its start.
  while (at > 0 && isDigit(left, at - 1)) at -= 1;
  let behind = at;
  while (at < left.length && behind < right.length) {
    if (isDigit(left, at) && isDigit(right, behind)) {
      at = zerosEnd(left, at);
      behind = zerosEnd(right, behind);
      const [end, endBehind] = [digitsEnd(left, at), digitsEnd(right, behind)];
      const longer = end - at - (endBehind - behind);
      if (longer !== 0) return longer;
      for (; at < end; at += 1, behind += 1) {
        const order = left.charCodeAt(at) - right.charCodeAt(behind);
        if (order !== 0) return order;
      }
    } else {
      const order = left.charCodeAt(at) - right.charCodeAt(behind);
      if (order !== 0) return order;
      at += 1;
      behind += 1;
    }
  }
  return left.length - at - (right.length - behind) || compareText(left, right);
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function digitsEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && isDigit(text, end)) end += 1;
  return end;
}

/** Zeros in front of a number count for nothing. */
function zerosEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && text.charCodeAt(end) === ZERO) end += 1;
  return end;
}

const ZERO = 0x30;

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
