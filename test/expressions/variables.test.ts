import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  constrain,
  formatType,
  isWhollyKnown,
  parseTypeConstraint,
  typeOf,
  unknownValue,
} from '../../src/expressions/index.js';
import { jsonText } from '../../src/expressions/json-text.js';
import { resultOf } from './context.js';
import { type Recording, readRecordings, sameTypeText } from './recording.js';

function answerOf(text: string): Recording {
  const [type = '', given = ''] = text.split(' => ');
  const constraint = parseTypeConstraint(type);
  const value = resultOf(given);
  if (constraint.kind === 'invalid' || value.kind === 'refused') return { text, result: 'invalid' };
  const constrained = constrain(value, constraint);
  if (constrained.kind === 'failed') return { text, result: 'invalid' };
  if (!isWhollyKnown(constrained.value)) return { text, result: 'unknown' };
  const shown = sameTypeText(formatType(typeOf(constrained.value)));
  return { text, result: 'value', json: jsonText(constrained.value), type: shown };
}

test('a variable’s type and defaults apply to its value as in Terraform', () => {
  const recordings = readRecordings<Recording>('variables.json');
  assert.ok(recordings.length > 80);
  for (const recording of recordings) {
    const expected = recording.type === undefined ? recording : { ...recording, type: sameTypeText(recording.type) };
    assert.equal(answerOf(recording.text), expected);
  }
});

test('an unknown value takes the type of its variable', () => {
  const constraint = parseTypeConstraint('set(string)');
  if (constraint.kind === 'invalid') throw new Error(constraint.message);
  const { type } = constraint;
  const constrained = constrain(unknownValue('not given'), constraint);
  assert.equal(constrained, { kind: 'value', value: unknownValue('not given', type) });
});

test('a malformed type says where', () => {
  assert.equal(parseTypeConstraint('list(strin)'), { kind: 'invalid', message: '"strin" is no type', offset: 5 });
});

test.run();
