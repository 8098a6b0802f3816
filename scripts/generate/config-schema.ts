import { type OptionRow, optionsOf } from '../../src/cli/options.js';
import { LEVELS } from '../../src/model/finding.js';
import type { JsonObject } from '../../src/model/json.js';
import { REGIONS } from '../../src/model/regions.js';

const NAME = { type: 'string', minLength: 1 };

/** The schema of one value of an option. */
function valueSchema({ type, values, mistake, configuration, help }: OptionRow): JsonObject {
  if (configuration?.key === 'region') return { $ref: '#/$defs/region' };
  if (type === 'flag') return { type: 'boolean' };
  if (values === undefined) return NAME;
  if (mistake === undefined) return { enum: values };
  return { description: help, type: 'string', pattern: `^(${values.join('|')})(=.+)?$` };
}

function optionSchema(row: OptionRow): JsonObject {
  const value = valueSchema(row);
  return row.type === 'list' && row.configuration?.single !== true
    ? { description: `${row.help}.`, type: 'array', items: value }
    : { description: `${row.help}.`, ...value };
}

/** What a configuration can say that no option can. */
const ONLY_IN_CONFIGURATION = {
  levels: {
    description: 'Levels of policies by their id, where they differ from the policies’ own.',
    type: 'object',
    additionalProperties: { enum: LEVELS },
  },
  regions: {
    description: 'Regions by provider, as the configuration names it: aws, aws.west.',
    type: 'object',
    additionalProperties: { $ref: '#/$defs/region' },
  },
  waivers: {
    description: 'Findings that are waived.',
    type: 'array',
    items: { $ref: '#/$defs/waiver' },
  },
};

const WAIVER = {
  type: 'object',
  additionalProperties: false,
  required: ['policy', 'address', 'reason'],
  properties: {
    policy: { description: 'The id of the policy that may be violated.', ...NAME },
    address: {
      description:
        'The address that may violate it. * and ? stand for characters of one name, ** for any steps, [*] for any key; without its keys, an address covers all instances, and a module’s address everything in it.',
      ...NAME,
    },
    port: {
      description: 'The listener’s port; every listener where there is none.',
      type: 'integer',
      minimum: 1,
      maximum: 65535,
    },
    reason: { description: 'Why it is waived, for whoever reads the report.', type: 'string', pattern: '\\S' },
    owner: { description: 'Who answers for it.', ...NAME },
    expires: {
      description: 'The last day on which it counts, in UTC: 2027-01-31.',
      type: 'string',
      format: 'date',
    },
  },
};

/** The schema of `.elbcert.yaml`. */
export function configSchema(): JsonObject {
  const options = optionsOf().flatMap(([, row]) =>
    row.configuration === undefined ? [] : [[row.configuration.key, optionSchema(row)] as const],
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:elbcert:config:1',
    title: 'elbcert configuration',
    description:
      'What `.elbcert.yaml` holds. Paths are relative to the file. Options on the command line take precedence. Generated from src/cli/options.ts.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { description: 'For editors.', type: 'string' },
      ...Object.fromEntries(options),
      ...ONLY_IN_CONFIGURATION,
    },
    $defs: { region: { enum: REGIONS }, waiver: WAIVER },
  };
}
