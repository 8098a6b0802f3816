import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseStackTemplate } from '../../src/facts/listeners/cloudformation/template.js';
import { readCertificatePem } from '../../src/facts/pem/pem-text.js';
import { compilePattern } from '../../src/judge/compile.js';
import { parseAddress, parseModulePath } from '../../src/model/address.js';
import { isRegion, parseArn, regionOfZone } from '../../src/model/arn.js';
import { refuseText } from '../../src/read/refusals.js';
import { escapeControls, escapeControlsInJson } from '../../src/report/common/escape.js';
import { compareNatural } from '../../src/report/common/order.js';

/** Everything that reads text of somebody else's with a pattern or character by character. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  parseAddress,
  parseModulePath,
  parseArn,
  isRegion,
  regionOfZone,
  readCertificatePem,
  refuseText: (text) => refuseText('plan.json', text),
  parseStackTemplate,
  escapeControls,
  escapeControlsInJson,
  compareNatural: (text) => compareNatural(text, `${text}x`),
  'a pattern of a policy': (text) => compilePattern('^(a+)+$|(.*)*x').test(text.slice(0, 20_000)),
};

/** What is repeated to make a text that a pattern with nested repetition takes for ever to refuse. */
const PIECES = [
  'a',
  'a-',
  '-a',
  'us-',
  '1',
  ' ',
  '\n',
  '\t\n',
  ' \n#',
  ':',
  '::',
  ' :',
  '#',
  '##',
  '##a',
  '.',
  '[',
  '["',
  '\\',
  '{',
];
const MORE = [
  'module.a.',
  '-----BEGIN CERTIFICATE-----',
  '-----BEGIN ',
  'Error: ',
  'arn:',
  'aws-',
  '&a ',
  '*a ',
  '!If [',
  '- ',
];

const SIZE = 200_000;

/** Unit: milliseconds of processor time, whatever else the machine does; a quadratic reader takes minutes at this size. */
const LIMIT_MS = 4000;

for (const [name, read] of Object.entries(READERS)) {
  test(`${name} takes time linear in the text`, () => {
    for (const piece of [...PIECES, ...MORE]) {
      const text = `${piece.repeat(Math.ceil(SIZE / piece.length))}\u0001!`;
      const started = process.cpuUsage();
      try {
        read(text);
      } catch (error) {
        assert.unreachable(`${name} throws on repeated ${JSON.stringify(piece)}: ${error}`);
      }
      const { user, system } = process.cpuUsage(started);
      const took = (user + system) / 1000;
      assert.ok(took < LIMIT_MS, `${name} took ${Math.round(took)} ms for repeated ${JSON.stringify(piece)}`);
    }
  });
}

test.run();
