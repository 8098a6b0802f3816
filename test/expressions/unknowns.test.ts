import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type TerraformValue, toJson } from '../../src/expressions/index.js';
import { resultOf } from './context.js';
import { readRecordings, type UnknownRecording } from './recording.js';

/** Known to Terraform and not here: what it would take is not worth it, or Terraform concludes it by luck. */
const LESS: ReadonlySet<string> = new Set([
  'try(local.b ? 1 : 1, 2)',
  'plantimestamp() == ""',
  'toset([local.s]) == toset([])',
  '[for x in toset([{a = local.s, b = 1}, {a = "x", b = 2}]) : x.b]',
  'toset([{a = local.s, b = 1}, {a = "x", b = 2}])[*].b',
]);

/** Known here and not to Terraform, because every possibility leads to it. */
const MORE: ReadonlySet<string> = new Set([
  'local.n == null',
  '"${local.s}-suffix" == ""',
  'local.b && false',
  'false && local.b',
  'local.b || true',
  'true || local.b',
  'local.b ? "a" : "a"',
  '(local.b ? "ab" : "ac") == "x"',
  '(local.b ? "ab" : "ac") != ""',
  'local.n[*]',
  'can(local.s)',
  'matchkeys([local.s], ["a"], ["a"])',
  'endswith("${local.s}-x", "-x")',
  'element(["a", "a"], local.n)',
  'alltrue([local.b, false])',
  '[local.s, "a"] == ["x", "b"]',
  '{a = local.s, b = 1} == {a = "x", b = 2}',
  '(local.b ? {a = 1, b = "z"} : {a = 2, b = "z"}).b',
  'jsondecode(jsonencode({a = local.s, b = 1}))',
  'jsondecode(jsonencode({a = local.s, b = 1})).b',
  'yamldecode(yamlencode([local.s, 1]))[1]',
  'length(toset([{a = local.s, b = 1}, {a = "x", b = 2}]))',
  'length(local.s) >= 0',
]);

type Difference = 'wrong' | 'less' | 'more';

/** How a value differs from what a plan shows of it: `after`, where `open` is not true. */
function compare(value: TerraformValue, after: unknown, open: unknown): readonly Difference[] {
  if (value.kind === 'unknown') return open === true ? [] : ['less'];
  if (open === true) return ['more'];
  if ('items' in value) {
    const length = Math.max(entriesOf(after).length, entriesOf(open).length);
    if (length !== value.items.length) return ['wrong'];
    return value.items.flatMap((item, index) => compare(item, inside(after, index), inside(open, index) ?? false));
  }
  if ('entries' in value) {
    const names = [...entriesOf(after), ...entriesOf(open)].map(([name]) => name);
    if (names.some((name) => !value.entries.has(name))) return ['wrong'];
    return [...value.entries].flatMap(([name, entry]) =>
      compare(entry, inside(after, name), inside(open, name) ?? false),
    );
  }
  return JSON.stringify(toJson(value)) === JSON.stringify(after ?? null) ? [] : ['wrong'];
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function inside(value: unknown, key: string | number): unknown {
  return entriesOf(value).find(([name]) => name === String(key))?.[1];
}

const recordings = readRecordings<UnknownRecording>('unknowns.json');

test('there are recordings of at least 150 expressions', () => {
  assert.ok(recordings.length >= 150, String(recordings.length));
});

test('what is known here is what the plan shows, and what is unknown there is so here but for a few', () => {
  for (const { text, after, unknown: open } of recordings) {
    const value = resultOf(text);
    assert.not.equal(value.kind, 'refused', text);
    if (value.kind === 'refused') continue;
    const expected: readonly Difference[] = LESS.has(text) ? ['less'] : MORE.has(text) ? ['more'] : [];
    assert.equal([...new Set(compare(value, after, open))], expected, text);
  }
});

test.run();
