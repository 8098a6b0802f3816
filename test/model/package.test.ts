import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PACKAGE_FILES, packageFile } from '../../src/model/package.js';

test('every file that the package needs is in it', () => {
  for (const path of PACKAGE_FILES) assert.ok(packageFile(path).length > 0, path);
});

test.run();
