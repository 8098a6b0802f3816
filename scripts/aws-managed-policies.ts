/**
 * Writes src/facts/iam/aws-managed-table.ts: what each IAM policy that AWS manages says of the actions that elbcert asks
 * for, without the text of any. From a folder of documents, one JSON file a policy with its text under `document`:
 *
 *     npx tsx scripts/aws-managed-policies.ts FOLDER DATE
 *
 * The folder is aws/managedpolicies of https://github.com/iann0036/iam-dataset, DATE the day of its commit.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Effect, readPolicyDocument, type Statement } from '../src/facts/iam/document.js';
import { statementApplies } from '../src/facts/iam/match.js';
import { DEPLOY_ACTIONS, LIST_CERTIFICATES, loadBalancerResource, noResource } from '../src/facts/iam/request.js';
import { parseJson, property } from '../src/model/json.js';
import { any } from '../src/model/truth.js';
import { unknown } from '../src/model/value.js';

const ACTIONS = [LIST_CERTIFICATES, ...DEPLOY_ACTIONS];

/** Of each action a letter: `y` where statements of the effect surely cover it, `?` where they may, `-` where none does. */
function lettersOf(statements: readonly Statement[], effect: Effect): string {
  const region = unknown<string>('it depends on the Region');
  return ACTIONS.map((action) => {
    const resource = action === LIST_CERTIFICATES ? noResource : loadBalancerResource;
    const covered = any(statements.map((one) => statementApplies(one, effect, { action, resource, region })));
    return { true: 'y', unknown: '?', false: '-' }[covered.truth];
  }).join('');
}

/** Documents that are too large for the data set's mirrors; what they say is on the page of each. */
const WITHOUT_DOCUMENT = { AdministratorAccess: 'yyyy ----', PowerUserAccess: 'yyyy ----' };

function tableOf(folder: string): ReadonlyMap<string, readonly string[]> {
  const codes = new Map<string, string>(Object.entries(WITHOUT_DOCUMENT));
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const name = file.slice(0, -'.json'.length);
    const document = property(parseJson(readFileSync(join(folder, file), 'utf8')), 'document');
    const { statements, incomplete } = readPolicyDocument(name, document ?? null);
    if (incomplete !== null) throw new Error(incomplete);
    codes.set(name, `${lettersOf(statements, 'Allow')} ${lettersOf(statements, 'Deny')}`);
  }
  const table = new Map<string, string[]>();
  for (const [name, code] of [...codes].sort(([one], [other]) => (one < other ? -1 : 1))) {
    table.set(code, [...(table.get(code) ?? []), name]);
  }
  return new Map([...table].sort(([one], [other]) => (one < other ? 1 : -1)));
}

/** Unit: characters. */
const LINE = 110;

function wrapped(names: readonly string[]): string {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + name.length < LINE) lines[lines.length - 1] = `${last} ${name}`;
    else lines.push(name);
  }
  return lines.map((line) => `    ${line}`).join('\n');
}

const [folder, date] = process.argv.slice(2);
if (folder === undefined || date === undefined) throw new Error('say FOLDER and DATE');
const entries = [...tableOf(folder)].map(
  ([code, names]) => `  [\n    '${code}',\n    \`\n${wrapped(names)}\n    \`,\n  ],\n`,
);
const text = `// Written by scripts/aws-managed-policies.ts.

/**
 * The IAM policies that AWS manages, by what they say of ${ACTIONS.join(', ')}: whether they
 * allow each of these on all resources, then whether they deny it. \`y\` yes, \`-\` no, \`?\` on a condition or a resource.
 * Source: https://github.com/iann0036/iam-dataset (aws/managedpolicies, ${date})
 */
export const AWS_MANAGED_POLICIES: readonly (readonly [says: string, names: string])[] = [
${entries.join('')}];
`;
writeFileSync(fileURLToPath(new URL('../src/facts/iam/aws-managed-table.ts', import.meta.url)), text);
