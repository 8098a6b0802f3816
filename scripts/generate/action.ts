import { type OptionRow, optionsOf } from '../../src/cli/options.js';
import { replaceMarked } from './marks.js';

/** The options that are inputs of the GitHub action, too. */
function inputs(): readonly (readonly [name: string, row: OptionRow])[] {
  return optionsOf().filter(([, { action }]) => action !== undefined);
}

function variable(name: string): string {
  return `ELBCERT_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** action.yml with the inputs that are options, and the environment that hands them to the script. */
export function actionMetadata(current: string): string {
  const declared = inputs().flatMap(([name, { type, help, action }]) => [
    `  ${name}:`,
    `    description: ${JSON.stringify(`${help}${type === 'list' ? '. One a line' : ''}`)}`,
    `    default: ${JSON.stringify(action?.default ?? (type === 'flag' ? 'false' : ''))}`,
  ]);
  const environment = inputs().map(([name]) => `        ${variable(name)}: \${{ inputs.${name} }}`);
  return replaceMarked(replaceMarked(current, declared, 'generated inputs'), environment, 'generated environment');
}

/** action/check.sh with the lines that turn those inputs into options. */
export function actionScript(current: string): string {
  const helpers = { flag: 'flag', text: 'option', list: 'options', mode: 'option' } as const;
  return replaceMarked(
    current,
    inputs().map(([name, { type, action }]) => {
      const helper = action?.passesFalse === true ? 'eitherFlag' : helpers[type];
      return `${helper} ${name} "$${variable(name)}"`;
    }),
  );
}
