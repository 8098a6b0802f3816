import { isObject, type Json, property } from '../model/json.js';
import type { PolicyFile } from '../model/plan.js';
import { type Problem, UnusableInput } from '../model/problem.js';
import { readSmallFile } from '../model/small-file.js';
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

/** Unit: bytes. IAM takes policies of a few thousand characters. */
const LARGEST = 1024 * 1024;

const HINT =
  'give a policy document: {"Statement": […]}, or what aws iam get-policy-version or get-role-policy printed';

type Read = { readonly found: Json } | { readonly message: string };

function readDocument(path: string): Read {
  let text: string;
  try {
    text = decode(readSmallFile(path, LARGEST));
  } catch (error) {
    if (error instanceof UnusableInput) return { message: error.problems[0]?.message ?? 'it cannot be read' };
    throw error;
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
