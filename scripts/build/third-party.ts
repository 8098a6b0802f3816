import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { version } from '../../src/model/package.js';
import { ROOT } from './plugins.js';

/** A package of which something is built in. */
interface Component {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly folder: string;
}

/** What is built in without being imported: the library of the scanner's compiler. */
const IN_WEBASSEMBLY = ['assemblyscript'];

/** A package that comes without the text of its licence, and one of the same repository that has it. */
const SAME_REPOSITORY: Readonly<Record<string, string>> = { 'proxy-agent-negotiate': 'https-proxy-agent' };

export const SBOM = 'sbom.cdx.json';
export const NOTICES = 'THIRD-PARTY-NOTICES.txt';

/** Writes which packages are built in, for programs and for people, with their licences. */
export function writeThirdPartyNotices(metafiles: readonly Metafile[]): void {
  const found = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs)),
  );
  const paths = found.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
  const imported = paths.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  const folders = new Set([...imported, ...IN_WEBASSEMBLY.map((name) => `node_modules/${name}`)]);
  const byReference = new Map([...folders].map(readComponent).map((component) => [referenceOf(component), component]));
  const components = [...byReference].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, component]) => component);
  writeFileSync(join(ROOT, SBOM), `${JSON.stringify(billOfMaterials(components), null, 2)}\n`);
  writeFileSync(join(ROOT, NOTICES), notices(components));
}

function readComponent(folder: string): Component {
  const manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
  return { name: manifest.name, version: manifest.version, license: manifest.license, folder };
}

/** Source: https://github.com/package-url/purl-spec/blob/main/types-doc/npm-definition.md */
function referenceOf({ name, version: of }: Pick<Component, 'name' | 'version'>): string {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${of}`;
}

/** Without a serial number and a time, so that the same packages give the same file. Source: https://cyclonedx.org/docs/1.6/json/ */
function billOfMaterials(components: readonly Component[]): object {
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: describe({ name: 'elbcert', version, license: 'Apache-2.0' }) },
    components: components.map(describe),
    dependencies: [{ ref: referenceOf({ name: 'elbcert', version }), dependsOn: components.map(referenceOf) }],
  };
}

function describe(component: Omit<Component, 'folder'>): object {
  const { name, version: of, license } = component;
  const reference = referenceOf(component);
  return {
    type: 'library',
    'bom-ref': reference,
    name,
    version: of,
    licenses: [{ license: { id: license } }],
    purl: reference,
  };
}

/** Every licence text once, under the packages that have it. */
function notices(components: readonly Component[]): string {
  const texts = new Map<string, string[]>();
  for (const component of components) {
    const text = licenseText(component);
    texts.set(text, [...(texts.get(text) ?? []), `${component.name} ${component.version} (${component.license})`]);
  }
  const parts = [...texts].map(([text, names]) => `${'-'.repeat(72)}\n${names.join('\n')}\n\n${text}\n`);
  return `The files in dist contain code of these packages.\n\n${parts.join('\n')}`;
}

function licenseText({ name, version: of, license, folder }: Component): string {
  const other = SAME_REPOSITORY[name];
  const place = join(ROOT, other === undefined ? folder : `node_modules/${other}`);
  const files = readdirSync(place).filter((file) => /^(?:licen[cs]e|notice|copying)(?:[.-]|$)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(join(place, file), 'utf8'));
  // The text of this licence names nobody, and is the same for all.
  if (texts.length === 0 && license === 'Apache-2.0') texts.push(readFileSync(join(ROOT, 'LICENSE'), 'utf8'));
  if (texts.length === 0) throw new Error(`${name} ${of} has no licence text`);
  return texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n');
}
