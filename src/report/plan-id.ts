import type { Report } from '../model/report.js';

/**
 * A name for what was checked that stays from run to run: the folder of a single input, as in `envs/prod`. Empty for
 * several inputs, standard input and absolute paths, which name a machine and no plan.
 */
export function planId({ inputs }: Report): string {
  const [first, ...others] = inputs;
  if (first === undefined || others.length > 0) return '';
  const folders = first.path.replaceAll('\\', '/').split('/').slice(0, -1);
  if (folders[0] === '' || /^[a-z]:$/i.test(folders[0] ?? '') || folders.includes('..')) return '';
  const names = folders.filter((name) => name !== '.' && name !== '');
  return names.map((name) => name.replace(/[^\w.-]|-(?=-)/g, '_')).join('/');
}
