import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringProperty } from './model/json.js';
import { PACKAGE_ROOT } from './model/package-root.js';

/** The version of this package, from its manifest. */
export const version: string =
  stringProperty(JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')), 'version') ?? '0.0.0';
