import { unzip } from '../unzip.js';

/** Fields of the message `Plan` and of its `Backend`. */
const BACKEND = 13;
const WORKSPACE = 3;

/** Unit: bytes, once unpacked. */
const LARGEST_MESSAGE = 128_000_000;

/**
 * The workspace that a plan file was made in. What else stands in the plan's message is passed over. Undefined where
 * there is none, or where the file is broken.
 * Source: https://github.com/hashicorp/terraform/blob/main/internal/plans/planproto/planfile.proto
 */
export async function workspaceOfPlanFile(planFile: Uint8Array): Promise<string | undefined> {
  const wanted = (name: string) => name === 'tfplan';
  const files = await unzip(planFile, { wanted, largestFile: LARGEST_MESSAGE, mostFiles: 1 });
  const message = files?.get('tfplan');
  const backend = message && fieldOf(message, BACKEND);
  const workspace = backend && fieldOf(backend, WORKSPACE);
  return workspace === undefined || workspace.length === 0 ? undefined : new TextDecoder().decode(workspace);
}

/**
 * The bytes of a field of a message.
 * Source: https://protobuf.dev/programming-guides/encoding/
 */
function fieldOf(message: Uint8Array, wanted: number): Uint8Array | undefined {
  let at = 0;
  const readNumber = (): number => {
    let value = 0;
    for (let scale = 1; at < message.length; scale *= 128) {
      const byte = message[at] ?? 0;
      at += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    return Number.NaN;
  };
  while (at < message.length) {
    const tag = readNumber();
    switch (tag % 8) {
      case 0:
        readNumber();
        break;
      case 1:
        at += 8;
        break;
      case 2: {
        const length = readNumber();
        if (!(at + length <= message.length)) return undefined;
        if (Math.floor(tag / 8) === wanted) return message.subarray(at, at + length);
        at += length;
        break;
      }
      case 5:
        at += 4;
        break;
      default:
        return undefined;
    }
  }
  return undefined;
}
