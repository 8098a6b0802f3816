import { type Matches, type PatternNode, parsePattern, UnsupportedPattern } from './pattern-syntax.js';

/**
 * Regular expressions that take time linear in the text, so that no policy can hang a pipeline: no back references,
 * no look-around, no `\b`. What they match is what JavaScript matches with the `u` flag.
 * Source: https://swtch.com/~rsc/regexp/regexp2.html (Pike's virtual machine)
 */
export interface Pattern {
  test(text: string): boolean;
}

type Instruction =
  | { readonly kind: 'character'; readonly matches: Matches }
  | { readonly kind: 'start' | 'end' | 'match' }
  | { readonly kind: 'fork'; targets: number[] };

const LARGEST_PROGRAM = 5000;

/** Throws: UnsupportedPattern. */
export function compilePattern(source: string): Pattern {
  const program: Instruction[] = [];
  emit(parsePattern(source), program);
  program.push({ kind: 'match' });
  return { test: (text) => run(program, [...text]) };
}

function emit(node: PatternNode, program: Instruction[]): void {
  if (program.length > LARGEST_PROGRAM) throw new UnsupportedPattern('repeats too much');
  switch (node.kind) {
    case 'character':
    case 'start':
    case 'end':
      program.push(node);
      return;
    case 'sequence':
      for (const part of node.of) emit(part, program);
      return;
    case 'choice':
      emitChoice(node.of, program);
      return;
    case 'repeat':
      emitRepeat(node.of, node.from, node.to, program);
      return;
    default:
      node satisfies never;
  }
}

function emitChoice(branches: readonly PatternNode[], program: Instruction[]): void {
  const fork = pushFork(program);
  const ends: number[][] = [];
  for (const branch of branches) {
    fork.push(program.length);
    emit(branch, program);
    ends.push(pushFork(program));
  }
  for (const end of ends) end.push(program.length);
}

function emitRepeat(of: PatternNode, from: number, to: number, program: Instruction[]): void {
  for (let count = 0; count < from; count += 1) emit(of, program);
  if (to === Number.POSITIVE_INFINITY) {
    const start = program.length;
    const loop = pushFork(program);
    loop.push(program.length);
    emit(of, program);
    pushFork(program).push(start);
    loop.push(program.length);
    return;
  }
  const exits: number[][] = [];
  for (let count = from; count < to; count += 1) {
    const skip = pushFork(program);
    skip.push(program.length);
    exits.push(skip);
    emit(of, program);
  }
  for (const exit of exits) exit.push(program.length);
}

function pushFork(program: Instruction[]): number[] {
  if (program.length > LARGEST_PROGRAM) throw new UnsupportedPattern('repeats too much');
  const targets: number[] = [];
  program.push({ kind: 'fork', targets });
  return targets;
}

/** Follows every way through the program at once: no position of the text is visited twice for one instruction. */
function run(program: readonly Instruction[], text: readonly string[]): boolean {
  let waiting: Matching[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    const reached = new Set<number>();
    const ready: Matching[] = [];
    for (const pointer of [...waiting.map(({ next }) => next), 0]) {
      if (reach(program, pointer, at === 0, at === text.length, reached, ready)) return true;
    }
    const character = text[at];
    waiting = character === undefined ? [] : ready.filter(({ matches }) => matches(character));
  }
  return false;
}

interface Matching {
  readonly matches: Matches;
  readonly next: number;
}

/** Collects the characters that can come next from an instruction; true where the match is complete. */
function reach(
  program: readonly Instruction[],
  from: number,
  atStart: boolean,
  atEnd: boolean,
  reached: Set<number>,
  ready: Matching[],
): boolean {
  const pending = [from];
  for (let pointer = pending.pop(); pointer !== undefined; pointer = pending.pop()) {
    const instruction = program[pointer];
    if (reached.has(pointer) || instruction === undefined) continue;
    reached.add(pointer);
    if (instruction.kind === 'match') return true;
    if (instruction.kind === 'character') ready.push({ matches: instruction.matches, next: pointer + 1 });
    else if (instruction.kind === 'fork') pending.push(...instruction.targets);
    else if (instruction.kind === 'start' ? atStart : atEnd) pending.push(pointer + 1);
  }
  return false;
}
