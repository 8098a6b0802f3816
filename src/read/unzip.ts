/** What of an archive is unpacked. */
export interface UnzipOptions {
  readonly wanted: (name: string) => boolean;
  /** Unit: bytes, once unpacked. A larger file is left out. */
  readonly largestFile: number;
  readonly mostFiles: number;
}

/** Unit: bytes. All that is unpacked of one archive. */
const LARGEST_TOTAL = 128 * 1024 * 1024;

/** Deflate makes a thousandth of what it is given at best. Source: https://zlib.net/zlib_tech.html */
const BEST_RATIO = 1032;

/**
 * Files in an archive by their name. Undefined for an archive that is broken, that has two files of one name or names a
 * place outside of itself, or whose wanted files are larger than Deflate can make them or than all that is unpacked.
 */
export async function unzip(
  archive: Uint8Array,
  { wanted, largestFile, mostFiles }: UnzipOptions,
): Promise<ReadonlyMap<string, Uint8Array> | undefined> {
  const { unzipSync } = await import('../third-party/zip.js');
  const names = new Set<string>();
  let total = 0;
  let isSound = true;
  try {
    const unpacked = unzipSync(archive, {
      filter({ name, size, originalSize }) {
        if (!wanted(name) || originalSize > largestFile) return false;
        const isPlace = !name.startsWith('/') && !name.split(/[/\\]/).includes('..');
        total += originalSize;
        isSound &&= isPlace && !names.has(name) && originalSize <= (size + 1) * BEST_RATIO && total <= LARGEST_TOTAL;
        names.add(name);
        isSound &&= names.size <= mostFiles;
        return isSound;
      },
    });
    return isSound ? new Map(Object.entries(unpacked)) : undefined;
  } catch {
    return undefined;
  }
}
