const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const COLON = 0x3a;
const COMMA = 0x2c;

/** Where the string that begins at a place ends: behind its closing quote. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at + 1;
  }
  return text.length;
}

/**
 * The place of the first member in valid JSON whose object has a member of that name already; undefined where there is none.
 * RFC 8259 calls what readers make of such an object unpredictable: https://www.rfc-editor.org/rfc/rfc8259#section-4
 */
export function repeatedMember(text: string): number | undefined {
  // The names in each object around this place; null for an array.
  const around: (Set<string> | null)[] = [];
  let name: number | undefined;
  let end = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        name = at;
        end = stringEnd(text, at);
        at = end - 1;
        break;
      case OPEN_OBJECT:
        around.push(new Set());
        break;
      case OPEN_ARRAY:
        around.push(null);
        break;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        around.pop();
        break;
      case COLON: {
        const names = around.at(-1);
        if (name === undefined || !names) break;
        const raw = text.slice(name + 1, end - 1);
        const spelled = raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw;
        if (names.has(spelled)) return name;
        names.add(spelled);
        break;
      }
      case COMMA:
        name = undefined;
        break;
      default:
    }
  }
  return undefined;
}
