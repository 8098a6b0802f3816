import { once } from '../../model/collections.js';
import { property } from '../../model/json.js';
import { readSourceModule } from '../source/module-config.js';
import { isLocalSource, localModules } from '../source/open-configuration.js';
import { loadHclParser } from '../source/parse-hcl.js';
import { type MakeSourceFile, sourceFiles } from '../source/source-file.js';
import { blocksOf } from './blocks.js';
import type { FoundStack } from './index.js';

/** Stacks with the source of the modules that they call by their paths, in either syntax, as far as it is in their folders. */
export async function withLocalModules(stacks: readonly FoundStack[]): Promise<readonly FoundStack[]> {
  const loadMakeFile = once(async () => sourceFiles(await loadHclParser(), () => {}));
  return Promise.all(
    stacks.map(async (stack) => {
      const calls = blocksOf(stack.document, 'module', 1);
      const isCalled = calls.some(({ body }) => isLocalSource(property(body, 'source')));
      return isCalled ? withModules(stack, await loadMakeFile()) : stack;
    }),
  );
}

function withModules(stack: FoundStack, makeFile: MakeSourceFile): FoundStack {
  const openers = (stack.moduleFolders ?? []).flatMap((folders) => localModules(folders, makeFile) ?? []);
  return {
    ...stack,
    openCalled(name, source) {
      const folders = openers.map((open) => open(name, source));
      const folder = folders.find((found) => found !== undefined && found.files.length > 0);
      return folder && readSourceModule(folder, folder.path, 1);
    },
  };
}
