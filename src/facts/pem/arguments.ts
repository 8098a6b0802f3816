import type { PemState } from '../../model/facts.js';
import type { Resource } from '../../model/plan.js';
import { absent, flatMapValue, known, mapValue, unknown, type Value } from '../../model/value.js';
import { textAttribute } from '../../resolve/index.js';
import type { FactContext, PemContent } from '../sources.js';

/** What each argument must hold, and what it is called where it holds something else. Null where it may hold that. */
const ARGUMENTS = [
  {
    name: 'certificate_body',
    states: {
      certificate: null,
      certificates: 'bodyHasSeveral',
      privateKey: 'bodyIsKey',
      encryptedKey: 'bodyIsKey',
      openSshKey: 'bodyIsKey',
      publicKey: 'bodyIsPublicKey',
      request: 'bodyIsRequest',
      nothing: 'bodyNotPem',
    },
  },
  {
    name: 'private_key',
    states: {
      certificate: 'keyIsCertificate',
      certificates: 'keyIsCertificate',
      privateKey: null,
      encryptedKey: 'keyEncrypted',
      openSshKey: 'keyIsOpenSsh',
      publicKey: 'keyIsPublic',
      request: 'keyIsRequest',
      nothing: 'keyNotPem',
    },
  },
  {
    name: 'certificate_chain',
    states: {
      certificate: null,
      certificates: null,
      privateKey: 'chainNotPem',
      encryptedKey: 'chainNotPem',
      openSshKey: 'chainNotPem',
      publicKey: 'chainNotPem',
      request: 'chainNotPem',
      nothing: 'chainNotPem',
    },
  },
] as const satisfies readonly {
  readonly name: string;
  readonly states: Readonly<Record<PemContent, PemState | null>>;
}[];

/** What a text holds, in words. */
const WORDS: Readonly<Record<PemContent, string>> = {
  certificate: 'a certificate',
  certificates: 'several certificates',
  privateKey: 'a private key',
  encryptedKey: 'an encrypted private key',
  openSshKey: 'a private key in the format of OpenSSH',
  publicKey: 'a public key',
  request: 'a certificate request',
  nothing: 'no PEM',
};

interface ArgumentState {
  readonly state: PemState;
  readonly words: string | null;
}

const FINE: ArgumentState = { state: 'ok', words: null };

/**
 * What the arguments hold that ACM imports or IAM takes a certificate from: the first that is wrong, also where the
 * others are not known yet.
 * Source: https://docs.aws.amazon.com/acm/latest/userguide/import-certificate-prerequisites.html
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_server-certs.html
 */
export function pemArguments(
  context: FactContext,
  resource: Resource,
): { readonly pem: Value<PemState>; readonly pemFault: Value<string> } {
  if (context.pem(resource, 'certificate_body') === undefined) return { pem: absent, pemFault: absent };
  const states = ARGUMENTS.map(({ name, states }): Value<ArgumentState> => {
    const isSure = context.assumes || !mayBeFunction(context, resource, name);
    const holds = context.pem(resource, name)?.holds ?? absent;
    return mapValue(
      isSure ? holds : unknown<PemContent>(`the plan does not show what ${name} makes of a text`),
      (content) => {
        const state: PemState | null = states[content];
        return state === null ? FINE : { state, words: `${name} holds ${WORDS[content]}` };
      },
    );
  });
  const found = firstFault(states);
  return {
    pem: mapValue(found, ({ state }) => state),
    pemFault: flatMapValue(found, ({ words }) => (words === null ? absent : known(words))),
  };
}

/** What is assumed of the expressions behind the same arguments. */
export function assumedPem(context: FactContext, resource: Resource): string | null {
  const assumed = ARGUMENTS.flatMap(({ name }) => context.pem(resource, name)?.assuming ?? []);
  if (assumed.length > 0) return [...new Set(assumed)].join(', and that ');
  const isTaken = pemArguments(context, resource).pem.kind === 'known';
  const isSure = !isTaken || !ARGUMENTS.some(({ name }) => mayBeFunction(context, resource, name));
  return isSure ? null : `${resource.address} has the texts that its arguments refer to, as they are`;
}

/** Whether an argument may be what a function, such as `base64encode`, makes of what it refers to. */
function mayBeFunction({ resolver }: FactContext, resource: Resource, name: string): boolean {
  return textAttribute(resource, name).kind === 'unknown' && resolver.evaluatedPart(resource, [name]) === undefined;
}

function firstFault(states: readonly Value<ArgumentState>[]): Value<ArgumentState> {
  const wrong = states.find((one) => one.kind === 'known' && one.value.state !== 'ok');
  if (wrong !== undefined) return wrong;
  const [open, ...others] = states.filter((one) => one.kind === 'unknown');
  if (open === undefined) return known(FINE);
  return others.length === 0 ? open : unknown(open.reason);
}
