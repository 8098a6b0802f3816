import type { Json } from '../../model/json.js';
import type { ResourceConfig } from '../../model/plan.js';
import { readBlock } from '../configuration.js';

/** How Terraform begins a resource block: with what it is, and the provider configuration that it uses. */
const BEGINNING =
  /^\{"address":"[^"\\]*","mode":"(managed|data)","type":"([^"\\]*)","name":"([^"\\]*)","provider_config_key":"([^"\\]*)"/;

/** The keys that a block begins with; one that comes a second time would count instead. */
const KEYS = ['"mode":', '"type":', '"name":', '"provider_config_key":'];

/**
 * A resource block whose text is parsed where something is asked that its beginning does not tell, and that it mentions
 * at all: most that is asked of a certificate's block is not in it.
 */
export function blockOfText(text: string, parse: () => Json): ResourceConfig {
  let parsed: ResourceConfig | undefined;
  const whole = (): ResourceConfig => {
    parsed ??= readBlock(parse());
    return parsed;
  };
  const [beginning, mode, type, name, providerKey] = BEGINNING.exec(text) ?? [];
  if (beginning === undefined || text.includes('\\u')) return whole();
  if (KEYS.some((key) => text.indexOf(key, beginning.length) >= 0)) return whole();
  const mentions = (key: string) => text.indexOf(`"${key}"`, beginning.length) >= 0;
  return {
    mode: mode === 'data' ? 'data' : 'managed',
    type: type ?? '',
    name: name ?? '',
    providerKey,
    body: {
      expression: (key) => (mentions(key) ? whole().body.expression(key) : undefined),
      blocks: (key) => (mentions(key) ? whole().body.blocks(key) : []),
    },
    get forEach() {
      return mentions('for_each_expression') ? whole().forEach : undefined;
    },
    get dependsOn() {
      return mentions('depends_on') ? (whole().dependsOn ?? []) : [];
    },
  };
}
