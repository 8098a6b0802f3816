import { once } from '../../model/collections.js';
import { type OpenCalled, readSourceModule } from '../source/module-config.js';
import { type Boundary, localModules } from '../source/open-configuration.js';
import { type SourceFolder, sourceFiles } from '../source/source-file.js';

/** Where modules are that a stack calls by their paths. */
export interface ModuleFolder extends Boundary {
  /** The path that leads here in the stack, where it is not the one on disk yet: `./assets/modules/HASH`. */
  readonly writtenAs?: string;
}

/** Reads the modules that a stack calls by their paths, in either syntax, as far as they are in its folders. */
export function openCalledBy({ moduleFolders = [] }: { readonly moduleFolders?: readonly ModuleFolder[] }): OpenCalled {
  const openers = once(() => moduleFolders.map(opener));
  return (name, source) => {
    const folders = openers().map((open) => open(name, source));
    const folder = folders.find((found) => found !== undefined && found.files.length > 0);
    return folder && readSourceModule(folder, folder.path, 1);
  };
}

function opener({ writtenAs, ...place }: ModuleFolder): SourceFolder['child'] {
  const open = localModules(
    place,
    sourceFiles(() => {}),
  );
  if (writtenAs === undefined) return open;
  return (name, source) =>
    source?.startsWith(writtenAs) ? open(name, `.${source.slice(writtenAs.length)}`) : undefined;
}
