/** The steps of a JSON pointer or of a dotted path. Source: https://www.rfc-editor.org/rfc/rfc6901 */
export function stepsOf(path: string): readonly string[] {
  if (!path.startsWith('/')) return path.split('.');
  const steps = path.slice(1).split('/');
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
