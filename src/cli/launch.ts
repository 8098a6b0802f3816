/**
 * What runs before anything else is loaded. It is loaded by every version of Node.js that npm installs this package on,
 * so it imports nothing, and asks for built-in modules only once the version is known to have them.
 */

/** The oldest version of Node.js that runs elbcert, as package.json says, too. */
const OLDEST = [20, 19] as const;

/** Why a version of Node.js cannot run elbcert; undefined where it can. */
export function refuseNode(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isNewEnough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  return isNewEnough ? undefined : `elbcert: Node.js ${version} is too old; use ${OLDEST.join('.')} or later`;
}

/** What of a file or folder says who can write it. */
interface Ownership {
  readonly uid: number;
  readonly mode: number;
  isDirectory(): boolean;
}

/** What the folder for compiled code depends on. */
export interface CacheEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Undefined on systems without numeric users, which have no such folder. */
  readonly uid: number | undefined;
  readonly ownershipOf: (path: string) => Ownership;
}

/**
 * A folder for compiled code in which nobody but this user can put anything, nor replace it or a folder above it; undefined
 * where there is none. So it is never below the shared temporary directory.
 */
export function privateCacheFolder({ env, uid, ownershipOf }: CacheEnvironment): string | undefined {
  const { dirname, isAbsolute, join } = process.getBuiltinModule('node:path');
  const { mkdirSync, realpathSync } = process.getBuiltinModule('node:fs');
  const home = env['HOME'] ?? '';
  const xdg = env['XDG_CACHE_HOME'] ?? '';
  const parent = isAbsolute(xdg) ? xdg : isAbsolute(home) ? join(home, '.cache') : undefined;
  if (parent === undefined || uid === undefined) return undefined;
  try {
    mkdirSync(join(parent, 'elbcert'), { recursive: true, mode: 0o700 });
    const folder = realpathSync(join(parent, 'elbcert'));
    const own = ownershipOf(folder);
    if (!own.isDirectory() || own.uid !== uid || (own.mode & 0o077) !== 0) return undefined;
    for (let at = dirname(folder); ; at = dirname(at)) {
      const above = ownershipOf(at);
      if ((above.uid !== uid && above.uid !== 0) || (above.mode & 0o022) !== 0) return undefined;
      if (dirname(at) === at) return folder;
    }
  } catch {
    return undefined;
  }
}

/** Lets Node.js keep compiled code for the next run. Source: https://nodejs.org/api/module.html#module-compile-cache */
export function keepCompiledCode(): void {
  const module: object = process.getBuiltinModule('node:module');
  if (!('enableCompileCache' in module) || typeof module.enableCompileCache !== 'function') return;
  const folder = privateCacheFolder({
    env: process.env,
    uid: process.getuid?.(),
    ownershipOf: process.getBuiltinModule('node:fs').lstatSync,
  });
  if (folder !== undefined) module.enableCompileCache(folder);
}
