import { crypto } from '../../packages.js';
import { error } from '../evaluation.js';
import { STRING } from '../types.js';
import { string } from '../value.js';
import { type FunctionRow, neverKnown, row, textArgument } from './row.js';

type Algorithm = 'md5' | 'sha1' | 'sha256' | 'sha512';

/** The digest of bytes. */
export function digest(algorithm: Algorithm, bytes: string | Uint8Array, encoding: 'hex' | 'base64'): string {
  return crypto().createHash(algorithm).update(bytes).digest(encoding);
}

function hash(algorithm: Algorithm, encoding: 'hex' | 'base64' = 'hex'): FunctionRow {
  return row([STRING], STRING, ([value]) => string(digest(algorithm, textArgument(value), encoding)));
}

/** Source: https://www.rfc-editor.org/rfc/rfc9562#appendix-A */
const NAMESPACES: Readonly<Record<string, string>> = {
  dns: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  url: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
  oid: '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
  x500: '6ba7b814-9dad-11d1-80b4-00c04fd430c8',
};

function uuidV5(namespace: string, name: string): string {
  const id = (Object.hasOwn(NAMESPACES, namespace) ? NAMESPACES[namespace] : undefined) ?? namespace;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) error('the namespace is no UUID');
  const bytes = crypto()
    .createHash('sha1')
    .update(Buffer.from(id.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Digests, and what is random or secret. */
export const HASH_FUNCTIONS: Readonly<Record<string, FunctionRow>> = {
  base64sha256: hash('sha256', 'base64'),
  base64sha512: hash('sha512', 'base64'),
  bcrypt: neverKnown(STRING, 'bcrypt() gives another value each time'),
  md5: hash('md5'),
  rsadecrypt: neverKnown(STRING, 'rsadecrypt() is not evaluated'),
  sha1: hash('sha1'),
  sha256: hash('sha256'),
  sha512: hash('sha512'),
  uuid: neverKnown(STRING, 'uuid() gives another value each time'),
  uuidv5: row([STRING, STRING], STRING, ([namespace, name]) =>
    string(uuidV5(textArgument(namespace), textArgument(name))),
  ),
};
