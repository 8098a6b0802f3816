import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../cli/run.js';

/** A fenced block of a page. */
export interface Fence {
  readonly language: string;
  /** `key=value` words after the language. */
  readonly words: Readonly<Record<string, string>>;
  readonly text: string;
  readonly line: number;
}

export interface Page {
  /** Its path in the repository. */
  readonly path: string;
  readonly fences: readonly Fence[];
}

export function readPages(): readonly Page[] {
  const names = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  return names.sort().map((name) => {
    const path = `docs/${name}`;
    return { path, fences: fencesIn(readFileSync(join(ROOT, path), 'utf8')) };
  });
}

function fencesIn(text: string): readonly Fence[] {
  const fences = text.matchAll(/^( *)```(\w+)([^\n]*)\n([\s\S]*?)^\1```$/gm);
  return [...fences].map(({ 1: indent = '', 2: language = '', 3: info = '', 4: body = '', index }) => ({
    language,
    words: Object.fromEntries([...info.matchAll(/(\w+)=(\S+)/g)].map((match) => [match[1], match[2]])),
    text: body.replace(new RegExp(`^${indent}`, 'gm'), ''),
    line: text.slice(0, index).split('\n').length,
  }));
}
