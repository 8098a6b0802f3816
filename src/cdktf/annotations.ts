import type { ConstructLike, StackLike } from './constructs.js';
import type { StackFinding } from './judge.js';

/** The metadata types of annotations, the same in both libraries. Source: https://github.com/hashicorp/terraform-cdk/blob/main/packages/cdktf/lib/annotations.ts */
export type AnnotationType = '@cdktf/error' | '@cdktf/warn' | '@cdktf/info';

/**
 * Annotates the constructs at and below one with what there is to say of them, and their stack with what is said of no
 * construct. Gives back what was said.
 */
export function annotateConstructs(
  stack: StackLike,
  scope: ConstructLike,
  findings: readonly StackFinding[],
): readonly StackFinding[] {
  const constructs = new Map([stack, ...scope.node.findAll()].map((construct) => [construct.node.path, construct]));
  return findings.filter((finding) => {
    const construct = constructs.get(finding.constructPath);
    if (construct !== undefined) annotateOnce(construct, annotationType(finding), annotationText(finding));
    return construct !== undefined;
  });
}

/** Once each: a stack may be synthesised again. */
export function annotateOnce({ node }: ConstructLike, type: AnnotationType, text: string): void {
  if (node.metadata.some((entry) => entry.type === type && entry.data === text)) return;
  node.addMetadata(type, text);
}

export function annotationType({ fails, level }: StackFinding): AnnotationType {
  if (fails) return '@cdktf/error';
  return level === 'note' ? '@cdktf/info' : '@cdktf/warn';
}

/** A finding with what to do about it, and where. */
export function annotationText({ message, fix, line }: StackFinding): string {
  const more = [fix === undefined ? [] : [`fix: ${fix}`], line === undefined ? [] : [`at ${line}`]].flat();
  return [message, ...more].join('\n  ');
}
