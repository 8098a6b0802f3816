import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check } from '../../src/index.js';
import { UnusableInput } from '../../src/model/problem.js';

const PLAN = readFileSync(new URL('../../examples/plan-json/mixed/plan.json', import.meta.url), 'utf8').trimEnd();

/** Two MiB of a resource that nobody reads: what is this large is scanned. */
const PADDING = resource('aws_s3_object', `"content":"${'x'.repeat(2 * 1024 * 1024)}"`);

function resource(type: string, after = ''): string {
  const name = `"address":"${type}.more","mode":"managed","type":"${type}","name":"more"`;
  return `{${name},"change":{"actions":["create"],"before":null,"after":{${after}},"after_unknown":{}}}`;
}

const test = suite<{ folder: string }>('members named twice');

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'elbcert-twice-'));
});

test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

/** What is said of a plan with these resources in front, without what depends on its size. */
async function toldOf(folder: string, plan: string): Promise<string> {
  const path = join(folder, 'plan.json');
  writeFileSync(path, plan);
  try {
    const { findings, listeners } = await check({ inputs: [path], now: new Date('2026-11-24T00:00:00Z') });
    return JSON.stringify({ findings, listeners });
  } catch (error) {
    if (error instanceof UnusableInput) return error.message;
    throw error;
  }
}

function withResources(...resources: readonly string[]): string {
  return PLAN.replace('"resource_changes":[', `"resource_changes":[${resources.join(',')},`);
}

/** The member of that name, with another value of its own before it. */
function twice(text: string, name: string, value: string): string {
  const changed = text.replace(`"${name}":`, `"${name}":${value},"${name}":`);
  assert.is.not(changed, text);
  return changed;
}

const READ = resource('aws_elb', '"name":"more","listener":[]');
const UNREAD = resource('aws_sqs_queue');

const REFUSED: readonly (readonly [title: string, plan: (padding: readonly string[]) => string])[] = [
  ...[READ, UNREAD].flatMap((one): readonly (readonly [string, (padding: readonly string[]) => string])[] => {
    const what = one === READ ? 'that is read' : 'that is passed over';
    return [
      [`the type of a resource ${what}`, (more) => withResources(...more, twice(one, 'type', '"aws_elb"'))],
      [`the mode of a resource ${what}`, (more) => withResources(...more, twice(one, 'mode', '"data"'))],
    ];
  }),
  ['the address of a resource', (more) => withResources(...more, twice(READ, 'address', '"aws_elb.other"'))],
  ['the change of a resource', (more) => withResources(...more, twice(READ, 'change', '{"actions":["no-op"]}'))],
  ['resource_changes', (more) => twice(withResources(...more, READ), 'resource_changes', '[]')],
  ['the configuration', (more) => twice(withResources(...more, READ), 'configuration', '{}')],
];

for (const [title, planWith] of REFUSED) {
  test(`a plan that has ${title} twice is refused, small or large`, async ({ folder }) => {
    assert.match(await toldOf(folder, planWith([])), 'two members of one name');
    assert.match(await toldOf(folder, planWith([PADDING])), /two members of one name|is not valid JSON/);
  });
}

test('what a resource that is passed over has twice decides nothing in a large plan', async ({ folder }) => {
  const report = await toldOf(folder, withResources(PADDING, UNREAD));
  assert.match(report, 'aws_elb');
  for (const [name, value] of [
    ['address', '"aws_elb.web"'],
    ['change', '{"actions":["delete"]}'],
  ] as const) {
    const repeated = twice(UNREAD, name, value);
    assert.match(await toldOf(folder, withResources(repeated)), 'two members of one name');
    assert.is(await toldOf(folder, withResources(PADDING, repeated)), report);
  }
});

test('a type that is named twice is refused however it is spelled', async ({ folder }) => {
  const spelled = UNREAD.replace('"type":', '"t\\u0079pe":"aws_elb","type":');
  for (const more of [[], [PADDING]]) {
    assert.match(await toldOf(folder, withResources(...more, spelled)), /two members of one name|is not valid JSON/);
  }
});

test.run();
