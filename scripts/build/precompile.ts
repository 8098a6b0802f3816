import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import standalone from 'ajv/dist/standalone/index.js';
import { assertionCompiler, assertionSchema } from '../../src/judge/compile.js';
import { assertionsIn } from '../../src/judge/conditions.js';
import { readYamlFile } from '../../src/judge/load.js';
import { conditionsIn, parsePolicy } from '../../src/judge/parse-policy.js';
import type { Policy } from '../../src/judge/policy.js';
import { POLICIES_FOLDER } from '../../src/model/package.js';

/** The JavaScript that takes the place of src/policies/precompiled.ts: every policy, and its assertions as functions. */
export function precompile(): string {
  const policies = policyFiles().map(([path, file]) => [file, readPolicy(path, file)] as const);
  const ajv = assertionCompiler({ code: { source: true, esm: true, lines: false } });
  const assertions = policies.flatMap(([, policy]) => conditionsIn(policy)).flatMap(assertionsIn);
  const schemas = new Map(assertions.map(({ schema }) => [JSON.stringify(schema), schema]));
  const names = new Map<string, string>();
  for (const [key, schema] of schemas) {
    const name = `holds${names.size}`;
    names.set(key, name);
    ajv.addSchema(assertionSchema(schema), name);
  }
  const code = standalone.default(ajv, Object.fromEntries([...names.values()].map((name) => [name, name])));
  const functions = [...names].map(([key, name]) => `${JSON.stringify(key)}: ${name}`).join(', ');
  const json = JSON.stringify(JSON.stringify(Object.fromEntries(policies)));
  return `${withImports(code)}\nexport const PRECOMPILED = { policies: JSON.parse(${json}), assertions: { ${functions} } };\n`;
}

function policyFiles(): readonly (readonly [path: string, file: string])[] {
  const folders = readdirSync(POLICIES_FOLDER).filter((name) => statSync(join(POLICIES_FOLDER, name)).isDirectory());
  return folders.flatMap((folder) =>
    readdirSync(join(POLICIES_FOLDER, folder))
      .filter((name) => /\.ya?ml$/.test(name))
      .map((name) => [join(POLICIES_FOLDER, folder, name), `policies/${folder}/${name}`] as const),
  );
}

function readPolicy(path: string, file: string): Policy {
  const read = readYamlFile(path);
  if ('problem' in read) throw new Error(`${file}: ${read.problem.message}`);
  const { policy, faults } = parsePolicy(read.document, file);
  if (faults.length > 0) throw new Error(`${file}: ${faults.map(({ message }) => message).join('; ')}`);
  return policy;
}

/** ajv writes `require` into modules, too. Source: https://github.com/ajv-validator/ajv/issues/2209 */
function withImports(code: string): string {
  const imports = new Map<string, string>();
  const body = code.replace(/require\("([^"]+)"\)/g, (_, path: string) => {
    const name = imports.get(path) ?? `required${imports.size}`;
    imports.set(path, name);
    return name;
  });
  return [...imports].map(([path, name]) => `import ${name} from ${JSON.stringify(path)};\n`).join('') + body;
}
