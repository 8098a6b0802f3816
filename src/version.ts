import { readFileSync } from 'node:fs';
import { stringProperty } from './model/json.js';

/** The version of this package, from its manifest. */
export const version: string =
  stringProperty(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')), 'version') ?? '0.0.0';
