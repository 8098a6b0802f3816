import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The text of each file below `tfconfig/` in a plan file, by its path there. */
export type ConfigurationFiles = ReadonlyMap<string, string>;

const FOLDER = 'tfconfig/';

/** Unit: bytes, once unpacked. No configuration that people write comes near. */
const LARGEST_FILE = 5_000_000;
const MOST_FILES = 20_000;

/** Unpacks the configuration and nothing else: the plan and the state beside it hold secrets. Undefined for a broken archive. */
export async function unpackConfiguration(planFile: Uint8Array): Promise<ConfigurationFiles | undefined> {
  const { unzipSync } = await import('fflate');
  let files = 0;
  try {
    const unpacked = unzipSync(planFile, {
      filter({ name, originalSize }) {
        if (!name.startsWith(FOLDER) || originalSize > LARGEST_FILE) return false;
        files += 1;
        return files <= MOST_FILES;
      },
    });
    const decoder = new TextDecoder();
    return new Map(Object.entries(unpacked).map(([path, bytes]) => [path.slice(FOLDER.length), decoder.decode(bytes)]));
  } catch {
    return undefined;
  }
}

/**
 * The folder that a plan file's configuration came from, as far as the files tell: the plan file's own, or the working
 * directory, whichever has the same root module. Empty where neither has: paths are then as the plan file spells them.
 */
export function folderOfConfiguration(files: ConfigurationFiles, planPath: string): string {
  const rootFiles = [...files].filter(([path]) => path.startsWith('m-/'));
  const same = (folder: string) =>
    rootFiles.length > 0 && rootFiles.every(([path, text]) => readText(join(folder, path.slice(3))) === text);
  return [dirname(planPath), '.'].find(same) ?? '';
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
