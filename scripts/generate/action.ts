import { type OptionRow, optionsOf } from '../../src/cli/options.js';
import { replaceMarked } from './marks.js';

/** The options that are inputs of the GitHub action, too. */
function inputs(): readonly (readonly [name: string, row: OptionRow])[] {
  return optionsOf().filter(([, { action }]) => action !== undefined);
}

/** action.yml with the inputs that are options. */
export function actionMetadata(current: string): string {
  const declared = inputs().flatMap(([name, { type, help, action }]) => [
    `  ${name}:`,
    `    description: ${JSON.stringify(`${help}${type === 'list' ? '. One a line' : ''}`)}`,
    `    default: ${JSON.stringify(action?.default ?? (type === 'flag' ? 'false' : ''))}`,
  ]);
  return replaceMarked(current, declared, 'generated inputs');
}
