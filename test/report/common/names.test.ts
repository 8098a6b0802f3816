import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { absent, known, unknown } from '../../../src/model/value.js';
import {
  codeHostLine,
  findingText,
  formatLocation,
  inputPrefix,
  planId,
  sentence,
  show,
  showPossible,
  webAddress,
  withinInputs,
} from '../../../src/report/common/names.js';
import { finding, input, report } from '../build.js';

test('a value reads as a word', () => {
  assert.is(show(known('us-east-1')), 'us-east-1');
  assert.is(show(known(443)), '443');
  assert.is(show(known(['a.example.com', 'b.example.com'])), 'a.example.com, b.example.com');
  assert.is(show(absent), 'none');
  assert.is(show(unknown('known after apply')), 'unknown');
  assert.is(
    show(unknown('known after apply', { candidates: ['RSA_1024', 'RSA_2048'] })),
    'unknown: RSA_1024 or RSA_2048',
  );
});

test('in the place of a text that is not known stand the few that it may be', () => {
  const possible = (candidates: readonly string[], sensitive?: true) =>
    showPossible(unknown('later', { candidates, ...(sensitive === undefined ? {} : { sensitive }) }), 'not known yet');
  assert.is(showPossible(known('HTTPS'), 'not known yet'), 'HTTPS');
  assert.is(showPossible(unknown('later'), 'not known yet'), 'not known yet');
  assert.is(possible(['HTTPS', 'SSL']), 'HTTPS or SSL');
  assert.is(possible(['a', 'b', 'c', 'd']), 'not known yet');
  assert.is(possible(['HTTPS'], true), 'not known yet');
});

test('a sensitive value is never shown, whether it is known or not', () => {
  assert.is(show(known('secret', true)), '(sensitive)');
  assert.is(show(unknown('known after apply', { candidates: ['secret'], sensitive: true })), '(sensitive)');
});

test('a finding is named by its subject and what it says', () => {
  assert.is(findingText(finding({ message: 'm' })), 'aws_elb.web listener 443: m');
  assert.is(findingText(finding({ message: 'm', port: null })), 'aws_elb.web listener on an unknown port: m');
  assert.is(findingText(finding({ message: 'm', subject: 'deployer', address: 'a.b' })), 'a.b: m');
});

test('an input is named where there are several, standard input by that name', () => {
  const two = report({ inputs: [input(), input({ path: '-' })] });
  assert.is(inputPrefix(report(), 'plan.json'), '');
  assert.is(inputPrefix(two, '-'), 'standard input: ');
  assert.is(withinInputs(report()), ' in plan.json');
  assert.is(withinInputs(two), ' in 2 inputs');
  assert.is(withinInputs(report({ inputs: [] })), '');
});

test('a report is known by the folder of its only plan, unless that names a machine', () => {
  const id = (...paths: string[]) => planId(report({ inputs: paths.map((path) => input({ path })) }));
  assert.is(id('./envs/prod/plan.json'), 'envs/prod');
  assert.is(id('envs\\prod\\plan.json'), 'envs/prod');
  for (const path of ['/home/a/plan.json', 'C:\\a\\plan.json', '../a/plan.json', '-']) assert.is(id(path), '', path);
  assert.is(id('a/plan.json', 'b/plan.json'), '');
});

test('a clause becomes a sentence without changing a name', () => {
  assert.is(sentence('use another'), 'Use another.');
  assert.is(sentence('aws_elb.web is broken!'), 'aws_elb.web is broken!');
  assert.is(sentence(''), '');
});

test('a place is a file with line and column; without one code hosts get the input', () => {
  const location = { file: './a\\main.tf', line: 3, column: null, via: 'x' };
  assert.is(formatLocation({ ...location, column: 4 }), './a\\main.tf:3:4');
  assert.is(formatLocation(location), './a\\main.tf:3');
  assert.is(formatLocation(null), '');
  assert.equal(codeHostLine(location, 'plan.json'), { path: 'a/main.tf', line: 3, column: null });
  assert.equal(codeHostLine(null, '-'), { path: '<stdin>', line: 1, column: null });
});

test('only an address of the web is one', () => {
  assert.is(webAddress('https://example.com/"a"'), 'https://example.com/%22a%22');
  assert.is(webAddress('javascript:alert(1)'), undefined);
  assert.is(webAddress('example.com'), undefined);
});

test.run();
