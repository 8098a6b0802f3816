import type { Finding } from '../../model/finding.js';
import { describeOpen } from '../describe-open.js';
import type { InputGroup } from '../grouped.js';
import type { RenderOptions } from '../reporter.js';
import { inputName, subjectName } from '../subject-name.js';
import { type Line, type Style, styled } from './line.js';

/** For logs and grep: each finding that fails on a line of its own that says everything, under `strict` open ones too. */
export function quietLines(inputs: readonly InputGroup[], { strict }: RenderOptions): readonly Line[] {
  return inputs.flatMap((input) => {
    const prefix = inputs.length > 1 ? `${inputName(input.path)}: ` : '';
    const subjects = [...input.loadBalancers.flatMap(({ listeners }) => listeners), ...input.deployers];
    return subjects.flatMap(({ facts, findings }) => {
      const counted = findings.filter(({ waiver }) => waiver === null);
      const failed = counted.filter(({ outcome }) => outcome === 'fail');
      const waiting = strict ? counted.filter(({ outcome }) => outcome === 'open') : [];
      const [first] = waiting;
      return [
        ...failed.map((finding) =>
          quietLine(prefix, finding, finding.level, `${finding.message} [${finding.policyId}]`),
        ),
        ...(first === undefined ? [] : [quietLine(prefix, first, 'open', describeOpen(waiting, facts))]),
      ];
    });
  });
}

function quietLine(prefix: string, finding: Finding, label: Style, text: string): Line {
  return [prefix, styled('strong', subjectName(finding)), ': ', styled(label, label), `: ${text}`];
}
