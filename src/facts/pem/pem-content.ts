import { known, unknown, type Value } from '../../model/value.js';
import type { PemContent } from '../sources.js';

/** What a block of PEM holds by its label. Source: https://www.rfc-editor.org/rfc/rfc7468#section-4 */
const CONTENTS: readonly (readonly [label: RegExp, content: PemContent])[] = [
  [/^(?:X509 |TRUSTED )?CERTIFICATE$/, 'certificate'],
  [/^(?:NEW )?CERTIFICATE REQUEST$/, 'request'],
  [/PUBLIC KEY$/, 'publicKey'],
  [/^ENCRYPTED PRIVATE KEY$/, 'encryptedKey'],
  [/^OPENSSH PRIVATE KEY$/, 'openSshKey'],
  [/PRIVATE KEY$/, 'privateKey'],
];

/** Blocks that may stand before a key: ACM takes them off. Source: https://docs.aws.amazon.com/acm/latest/userguide/import-certificate-format.html */
const PARAMETERS = /^(?:EC|DSA|DH) PARAMETERS$/;

/** The provider's versions before 3 keep a digest in the place of the text. */
const DIGEST = /^[0-9a-f]{40}$/;

/** What a text holds, by the labels of its PEM blocks; unknown where they are of several kinds. */
export function contentOf(text: string, where: string): Value<PemContent> {
  if (DIGEST.test(text.trim())) return unknown(`the plan has only a digest of ${where}`);
  return contentOfBlocks(pemBlocksIn(text), where);
}

/** What each PEM block in a text holds. */
export function pemBlocksIn(text: string): readonly PemContent[] {
  const labels = [...text.matchAll(/-----BEGIN ([^-\n]+)-----/g)]
    .map(([, label = '']) => label.trim())
    .filter((label) => !PARAMETERS.test(label));
  const contents = labels.map((label) => CONTENTS.find(([pattern]) => pattern.test(label))?.[1] ?? 'nothing');
  const isEncrypted = /^Proc-Type: *4,ENCRYPTED/m.test(text);
  return contents.map((content) => (content === 'privateKey' && isEncrypted ? 'encryptedKey' : content));
}

/** What a text of some blocks holds. */
export function contentOfBlocks(
  [first = 'nothing', ...others]: readonly PemContent[],
  where: string,
): Value<PemContent> {
  if (others.some((other) => other !== first)) return unknown(`${where} holds PEM of several kinds`);
  return known(first === 'certificate' && others.length > 0 ? 'certificates' : first);
}
