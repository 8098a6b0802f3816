import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { escapeControls, escapeControlsInJson } from '../../../src/report/common/escape.js';

test('what acts on a terminal is spelled out', () => {
  assert.is(escapeControls('web\u001b[31m\u0000\u0007\u007f\u009b'), 'web\\u{1b}[31m\\u{0}\\u{7}\\u{7f}\\u{9b}');
});

test('one message stays one line', () => {
  assert.is(
    escapeControls('a\nb\r\nc\td\u2028e\u2029f\u0085g'),
    'a\\u{a}b\\u{d}\\u{a}c\\u{9}d\\u{2028}e\\u{2029}f\\u{85}g',
  );
});

test('text cannot change its own direction or hide', () => {
  assert.is(
    escapeControls('a\u202eb\u2066c\u200fd\u200be\ufefff\u00adg'),
    'a\\u{202e}b\\u{2066}c\\u{200f}d\\u{200b}e\\u{feff}f\\u{ad}g',
  );
  assert.is(escapeControls('x\u{e0041}\ufe0f\u3164'), 'x\\u{e0041}\\u{fe0f}\\u{3164}');
});

test('half a character is shown as what it is', () => {
  assert.is(escapeControls('a\ud800b'), 'a\\u{d800}b');
});

test('letters of every script, emoji and backslashes stay as they are', () => {
  const text = 'aws_elb.web["größe/日本/مرحبا/🔒"] → "C:\\tmp"';
  assert.is(escapeControls(text), text);
});

test('a build server reads no command out of it', () => {
  assert.is(
    escapeControls('a ##vso[task.setvariable] ##[error]x ##TeamCity[y]'),
    'a \\u{23}#vso[task.setvariable] \\u{23}#[error]x \\u{23}#TeamCity[y]',
  );
  assert.is(escapeControls('  ::error::x'), '  \\u{3a}:error::x');
  assert.is(escapeControls('a::b # c ## d'), 'a::b # c ## d');
});

test('JSON stays the same value', () => {
  const value = { 'a\u202e\n': ['\u009b\u007f\u{e0041}\u2028', '##vso[x]', '::x', 'größe 🔒'] };
  const printed = escapeControlsInJson(JSON.stringify(value, null, 2));
  assert.equal(JSON.parse(printed), value);
  assert.not.match(printed, /[^\n\P{Cc}]|[\p{Cf}\p{Zl}\p{Zp}]/u);
  assert.match(printed, '\\u202e');
  assert.match(printed, '\\udb40\\udc41');
  assert.match(printed, 'größe 🔒');
});

test.run();
