import { readFileSync } from 'node:fs';
import { isObject, type Json, property } from '../model/json.js';
import type { PolicyFile } from '../model/plan.js';
import { type Problem, systemRefusal, UnusableInput } from '../model/problem.js';
import { decode } from './bytes.js';

/** The policies in some files. Throws: `UnusableInput` with the problems of all files. */
export function readPolicyFiles(paths: readonly string[]): readonly PolicyFile[] {
  const problems: Problem[] = [];
  const files = paths.flatMap((path) => {
    const document = readDocument(path);
    if ('message' in document) problems.push({ path, hint: HINT, ...document });
    return 'found' in document ? [{ path, document: document.found }] : [];
  });
  if (problems.length > 0) throw new UnusableInput(problems);
  return files;
}

const HINT =
  'give a policy document: {"Statement": […]}, or what aws iam get-policy-version or get-role-policy printed';

type Read = { readonly found: Json } | { readonly message: string };

function readDocument(path: string): Read {
  let text: string;
  try {
    text = decode(readFileSync(path));
  } catch (error) {
    return { message: systemRefusal(error) };
  }
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    return { message: 'this is not JSON' };
  }
  const document = [json, property(property(json, 'PolicyVersion'), 'Document'), property(json, 'PolicyDocument')];
  const found = document.find((one) => isDocument(one));
  return found === undefined ? { message: 'this is not an IAM policy' } : { found };
}

function isDocument(json: Json | undefined): boolean {
  const statement = property(json, 'Statement');
  return Array.isArray(statement) ? statement.every(isObject) : isObject(statement);
}
