import { posix } from 'node:path';
import type { ConfigurationFiles } from './configuration-files.js';
import { readManifest } from './module-manifest.js';
import type { ParseFile } from './parse-file.js';
import { type Configuration, isConfigurationFile, isCopy, type SourceFolder } from './source-folder.js';

/**
 * The configuration inside a binary plan file: `m-` holds the root module's files, `m-network.subnets` those of a
 * module, `modules.json` the folders that they came from.
 * Source: https://github.com/hashicorp/terraform/blob/main/internal/plans/planfile/config_snapshot.go
 */
export function planFileConfiguration(files: ConfigurationFiles, folder: string, parse: ParseFile): Configuration {
  const manifest = readManifest(files.get('modules.json'));
  const open = (key: string): SourceFolder | undefined => {
    const origin = posix.normalize(posix.join(folder, manifest.get(key) ?? (key === '' ? '.' : '.terraform')));
    if (isCopy(origin) || posix.isAbsolute(manifest.get(key) ?? '')) return undefined;
    const prefix = `m-${key}/`;
    const names = [...files.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
    return {
      files: names.filter(isConfigurationFile).map((name) => {
        const shown = posix.join(origin, name);
        return { name, shown, parsed: parse(shown, () => files.get(prefix + name)) };
      }),
      child: (name) => open(key === '' ? name : `${key}.${name}`),
    };
  };
  return { via: 'planfile', root: open('') ?? { files: [], child: () => undefined } };
}
