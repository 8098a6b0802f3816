import { arrayOf, type Json, property, stringProperty } from '../model/json.js';

/**
 * Where modules were put, by the names of the calls that lead to them: `network.subnets`. Terraform writes it into
 * `.terraform/modules/modules.json`, an object, and into a plan file, an array.
 * Source: https://github.com/hashicorp/terraform/blob/main/internal/modsdir/manifest.go
 */
export function readManifest(text: string | undefined): ReadonlyMap<string, string> {
  const json = parse(text);
  const records = arrayOf(property(json, 'Modules') ?? json);
  return new Map(
    records.flatMap((record) => {
      const key = stringProperty(record, 'Key');
      const folder = stringProperty(record, 'Dir');
      return key === undefined || folder === undefined ? [] : [[key, folder.replaceAll('\\', '/')] as const];
    }),
  );
}

function parse(text: string | undefined): Json {
  try {
    return JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
}
