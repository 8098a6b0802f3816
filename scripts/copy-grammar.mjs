import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Puts the HCL grammar and its licence where the package ships them; the grammar's own package would compile C on install. */
const from = dirname(createRequire(import.meta.url).resolve('@tree-sitter-grammars/tree-sitter-hcl/package.json'));
const to = fileURLToPath(new URL('../grammar/', import.meta.url));
mkdirSync(to, { recursive: true });
copyFileSync(join(from, 'tree-sitter-terraform.wasm'), join(to, 'terraform.wasm'));
copyFileSync(join(from, 'LICENSE'), join(to, 'LICENSE'));
