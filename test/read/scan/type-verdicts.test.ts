import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { VERDICTS } from '../../../src/read/large/scanner.js';
import { typeVerdicts } from '../../../src/read/large/type-verdicts.js';

/** More than are remembered, so that some take the places of others. */
const TYPES = Array.from({ length: 3000 }, (_, at) => `aws_type_${at}`);

test('every type gets the verdict that was told of it, in either mode', () => {
  const told = (data: boolean, type: string) => {
    const number = Number(type.slice('aws_type_'.length)) + (data ? 1 : 0);
    return number % 2 === 0 ? VERDICTS.yes : VERDICTS.no;
  };
  const verdict = typeVerdicts(told);
  for (const type of [...TYPES, ...TYPES.toReversed()]) {
    for (const data of [true, false]) {
      const bytes = Buffer.from(`"${type}"`);
      assert.is(verdict(data, bytes, 1, bytes.length - 1), told(data, type), type);
    }
  }
});

test('a type is asked for once, however often it comes, and by what it means', () => {
  const asked: string[] = [];
  const verdict = typeVerdicts((_data, type) => {
    asked.push(type);
    return VERDICTS.yes;
  });
  for (const spelled of ['aws_elb', 'aws_elb', 'aws\\u005felb', 'aws\\u005felb']) {
    const bytes = Buffer.from(spelled);
    verdict(false, bytes, 0, bytes.length);
  }
  assert.equal(asked, ['aws_elb', 'aws_elb']);
});

test.run();
