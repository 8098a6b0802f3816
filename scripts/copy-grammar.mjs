import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Puts the HCL grammar and what runs it where the sources look; the grammar's own package would compile C on install. */
const require = createRequire(import.meta.url);
const grammar = dirname(require.resolve('@tree-sitter-grammars/tree-sitter-hcl/package.json'));
const to = fileURLToPath(new URL('../grammar/', import.meta.url));
mkdirSync(to, { recursive: true });
copyFileSync(join(grammar, 'tree-sitter-terraform.wasm'), join(to, 'terraform.wasm'));
copyFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm'), join(to, 'web-tree-sitter.wasm'));
