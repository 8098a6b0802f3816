import { once } from '../../model/collections.js';
import { known } from '../../model/value.js';
import { AWS_MANAGED_POLICIES } from './aws-managed-table.js';
import { type Effect, type PolicyDocument, type Statement, unknownDocument } from './document.js';
import { DEPLOY_ACTIONS, LIST_CERTIFICATES } from './request.js';

/** The actions that the table speaks of, in its order. */
const ACTIONS = [LIST_CERTIFICATES, ...DEPLOY_ACTIONS];

/** What each policy that AWS manages says of them, by its name. */
const tableByName = once(() => {
  const entries = AWS_MANAGED_POLICIES.flatMap(([says, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, says] as const),
  );
  return new Map(entries);
});

/** The name of a policy that AWS manages, whatever partition and path its ARN has; undefined for every other ARN. */
export function awsManagedName(arn: string): string | undefined {
  return /^arn:aws[a-z-]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
}

/** The names of the policies in the table. AWS adds some every week, which it does not have yet. */
export function awsManagedNames(): readonly string[] {
  return [...tableByName().keys()];
}

/** What is known of a policy that AWS manages: statements that say the same of the actions that elbcert asks for. */
export function awsManagedDocument(name: string): PolicyDocument {
  const address = `AWS managed policy ${name}`;
  const says = tableByName().get(name);
  if (says === undefined) return unknownDocument(address, `elbcert does not know all that ${address} allows`);
  const [allows = '', denies = ''] = says.split(' ');
  const statements = [
    ...statementsOf(address, 'Allow', allows, 'y'),
    ...statementsOf(address, 'Deny', denies, 'y'),
    ...statementsOf(address, 'Allow', allows, '?'),
    ...statementsOf(address, 'Deny', denies, '?'),
  ];
  return {
    address,
    statements: statements.map((one, at) => ({ ...one, place: { ...one.place, number: at + 1 } })),
    incomplete: null,
  };
}

/** The statement on the actions that have a letter; none where no action has it. */
function statementsOf(address: string, effect: Effect, letters: string, letter: 'y' | '?'): readonly Statement[] {
  const actions = ACTIONS.filter((_, at) => letters[at] === letter);
  if (actions.length === 0) return [];
  const depends = `it depends on a condition or a resource in ${address}`;
  return [
    {
      place: { address, sid: null, number: 1, sensitive: false },
      effect: known(effect),
      actions: { kind: 'only', of: actions.map((action) => known(action)) },
      resources: { kind: 'only', of: [known('*')] },
      conditions: [],
      uncertain: letter === '?' ? depends : null,
    },
  ];
}
