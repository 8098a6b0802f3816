import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { PolicyChange } from '../../../src/model/finding.js';
import { essentialRemarks, remarkLine, remarksOf } from '../../../src/report/common/remarks.js';
import { reporters } from '../../../src/report/index.js';
import { finding, input, plain, report, waiver } from '../build.js';

const changes: readonly PolicyChange[] = [
  { policyId: 'acm-same-region', change: 'disabled', to: null, by: '.elbcert.yaml' },
  { policyId: 'acm-key-algorithm', change: 'disabled', to: null, by: '.elbcert.yaml' },
  { policyId: 'certificate-kept', change: 'lowered', to: 'note', by: '.elbcert.yaml' },
  { policyId: 'certificate-required', change: 'replaced', to: null, by: 'own/required.yaml' },
];
const notes = ['aws_cloudformation_stack.x was not looked into for load balancers: its template is at a URL'];
const suppressed = report({
  policyChanges: changes,
  notes,
  inputs: [input({ notes: ['a note'] })],
  findings: [
    finding({ waiver }),
    finding({ waiver: { ...waiver, source: 'elbcert.yaml:9' }, port: 8443 }),
    finding({ waiver: { ...waiver, source: 'main.tf:3' }, port: 9443 }),
  ],
});

const LINES = [
  'left out: .elbcert.yaml disables: acm-same-region, acm-key-algorithm',
  'left out: .elbcert.yaml lowers to note: certificate-kept',
  'left out: own/required.yaml replaces: certificate-required',
  'left out: 2 findings waived by elbcert.yaml',
  'left out: 1 finding waived by main.tf',
  'note: a note',
  `not checked: ${notes[0]}`,
];

test('what was left out comes first, each file and what it did in a line', () => {
  assert.equal(remarksOf(suppressed).map(remarkLine), LINES);
  assert.equal(remarksOf(report()), []);
});

test('what every run is told is no essential remark', () => {
  const made = report({ notes: ['usual', 'of this plan'], unseen: ['of this plan'] });
  assert.equal(essentialRemarks(made).map(remarkLine), ['not checked: of this plan']);
});

test('a plan that covers a part only is noted', () => {
  assert.match(remarksOf(report({ inputs: [input({ complete: false })] }))[0]?.text ?? '', /only that part/);
});

for (const { format, render } of reporters) {
  for (const verbosity of ['normal', 'quiet'] as const) {
    test(`${format} says what was left out and not looked into (${verbosity})`, () => {
      const text = render(suppressed, { ...plain, verbosity });
      const words = ['acm-same-region', 'acm-key-algorithm', 'certificate-kept', '.elbcert.yaml', 'own/required.yaml'];
      for (const word of [...words, 'main.tf', 'aws_cloudformation_stack.x']) assert.ok(text.includes(word), word);
    });
  }
}

test.run();
