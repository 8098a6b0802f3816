import type { ParsedFile } from './block.js';

/** One configuration file of a module. */
export interface SourceFile {
  /** Its name within the folder. */
  readonly name: string;
  /** Its path as a report names it, with forward slashes. */
  readonly shown: string;
  /** Read and parsed when it is first asked for; undefined where it cannot be read. */
  readonly parsed: () => ParsedFile | undefined;
}

/** The folder of one module. */
export interface SourceFolder {
  readonly files: readonly SourceFile[];
  /** The folder of a module that this one calls; undefined where it is not the author's own, or not at hand. */
  readonly child: (name: string, source: string | undefined) => SourceFolder | undefined;
}

/** The configuration that a plan was made from. */
export interface Configuration {
  /** How it came to hand: out of the plan file, or from the folder that the user named. */
  readonly via: 'planfile' | 'source';
  readonly root: SourceFolder;
}

/** Folders that Terraform and Terragrunt fill with copies: a line in one of those is nobody's to change. */
const COPIES = new Set(['.terraform', '.terragrunt-cache']);

/** Whether a path leads into a copy of somebody's source. */
export function isCopy(path: string): boolean {
  return path.split('/').some((step) => COPIES.has(step));
}

export function isConfigurationFile(name: string): boolean {
  return name.endsWith('.tf') || name.endsWith('.tofu') || isJsonSyntax(name);
}

export function isJsonSyntax(name: string): boolean {
  return name.endsWith('.tf.json') || name.endsWith('.tofu.json');
}

/** Source: https://developer.hashicorp.com/terraform/language/files/override */
export function isOverride(name: string): boolean {
  return /(?:^|_)override\.(?:tf|tofu)(?:\.json)?$/.test(name);
}
