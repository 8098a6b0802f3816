/**
 * Writes the files that are made from the tables in src. A test and the build server hold them against the tables.
 *
 *     npm run generate
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  describeRow,
  type FactGroup,
  type FactMap,
  type FactRow,
  rangeSchema,
  schemaOf,
} from '../src/model/facts/table.js';
import { SUBJECT_FACTS } from '../src/model/facts.js';
import { type JsonObject, objectOf } from '../src/model/json.js';
import { actionMetadata } from './generate/action.js';
import { configSchema } from './generate/config-schema.js';
import { optionsPage } from './generate/options-page.js';
import { currentReadme } from './policies-readme.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Every generated file: its path in the repository, and what it should hold. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  'policies/README.md': currentReadme,
  'policies/facts.schema.json': () => formatted('policies/facts.schema.json', factsSchema()),
  'schemas/report.schema.json': () => formatted('schemas/report.schema.json', reportSchema()),
  'schemas/config.schema.json': () => formatted('schemas/config.schema.json', configSchema()),
  'docs/options.md': () => optionsPage(committed('docs/options.md')),
  'action.yml': () => actionMetadata(committed('action.yml')),
};

/** A file of which only a part is generated. */
function committed(path: string): string {
  return readFileSync(`${ROOT}${path}`, 'utf8');
}

/** What policies are held against. */
function factsSchema(): JsonObject {
  const subjects = Object.entries(SUBJECT_FACTS);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'elbcert facts',
    description:
      "What a policy's `when` and `require` are held against, once every fact is known. Every fact is always there; null is what a thing does not have.",
    anyOf: subjects.map(([name]) => ({ $ref: `#/$defs/${name}` })),
    $defs: Object.fromEntries(subjects.map(([name, group]) => [name, schemaOf(group)])),
  };
}

/** The schema of the report as it is written by hand, with the facts from the table. */
function reportSchema(): JsonObject {
  const written = JSON.parse(readFileSync(`${ROOT}schemas/report.schema.json`, 'utf8'));
  const listener = reportedSubject(SUBJECT_FACTS.listener);
  const { port: row } = SUBJECT_FACTS.listener.facts;
  const port = { description: 'The port; null where it is unknown.', type: [row.type, 'null'], ...rangeSchema(row) };
  const facts = {
    listener: { ...listener, properties: { ...objectOf(listener['properties']), port } },
    certificate: reportedGroup(SUBJECT_FACTS.listener.facts.certificate),
    domain: reportedSubject(SUBJECT_FACTS.domain, 'domainCertificate'),
    domainCertificate: reportedGroup(SUBJECT_FACTS.domain.facts.certificate, 'domainCertificate'),
    deployer: reportedSubject(SUBJECT_FACTS.deployer),
  };
  const $comment =
    'listener, certificate, domain, domainCertificate and deployer are generated from src/model/facts: npm run generate';
  return { ...written, $comment, $defs: { ...written.$defs, ...facts } };
}

/** A subject in the report is its facts, the input that they were found in first. */
function reportedSubject(group: FactGroup, certificate = 'certificate'): JsonObject {
  const { properties, required, ...schema } = reportedGroup(group, certificate);
  const input = { description: 'The path of the input, as it was given.', type: 'string' };
  return {
    ...schema,
    required: ['input', ...Object.keys(group.facts)],
    properties: { input, ...objectOf(properties) },
  };
}

/** `certificate` names the definition of what a group of alternatives is. */
function reportedGroup({ description, facts, alternatives }: FactGroup, certificate = 'certificate'): JsonObject {
  const properties = Object.entries(facts).map(([name, entry]) => [name, reportedEntry(entry, certificate)]);
  if (alternatives === true) {
    const each = { type: 'array', items: { $ref: `#/$defs/${certificate}` } };
    const several = 'The certificates that it may be, where the plan names several and does not say which.';
    properties.push(['alternatives', { description: several, anyOf: [each, { type: 'null' }] }]);
  }
  return {
    description,
    type: 'object',
    additionalProperties: false,
    required: properties.map(([name]) => name as string),
    properties: Object.fromEntries(properties),
  };
}

function reportedEntry(entry: FactRow | FactGroup | FactMap, certificate: string): JsonObject {
  if ('type' in entry) return reportedRow(entry);
  if ('facts' in entry) return entry.alternatives === true ? { $ref: `#/$defs/${certificate}` } : reportedGroup(entry);
  const { description, byAction } = entry;
  return { description, type: 'object', additionalProperties: reportedRow(byAction) };
}

/** A fact as a report shows it: what can be unknown may also be the reason for that. */
function reportedRow(row: FactRow): JsonObject {
  const description = describeRow(row);
  const type = row.type === 'strings' ? 'array' : row.type;
  const items = row.type === 'strings' ? { items: { type: 'string' } } : rangeSchema(row);
  const values = row.values === undefined ? {} : { enum: row.values };
  switch (row.known) {
    case undefined:
      return { description, anyOf: [{ type, ...values, ...items }, { $ref: '#/$defs/notKnown' }] };
    case 'always':
      return { description, type, ...values, ...items };
    case 'orNull':
    case 'orAbsent':
      return { description, type: [type, 'null'], ...items };
    default:
      return row.known satisfies never;
  }
}

/** JSON as Biome formats it. */
function formatted(path: string, json: JsonObject): string {
  const words = ['node_modules/@biomejs/biome/bin/biome', 'format', `--stdin-file-path=${path}`];
  const run = spawnSync(process.execPath, words, { cwd: ROOT, input: JSON.stringify(json, null, 2), encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`biome format ${path}: ${run.stderr}`);
  return run.stdout;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, render] of Object.entries(GENERATED)) writeFileSync(`${ROOT}${path}`, render());
}
