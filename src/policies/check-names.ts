import { arrayOf, type JsonObject, objectOf, property } from '../model/json.js';
import { isGroup, joinWords, member, memberNames } from './fact-schema.js';
import { below, type ReportFault } from './fault.js';
import { didYouMean } from './suggest.js';

/** Reports a name that no fact of a group has; `names` lead to the group. */
export function reportMissingFact(
  name: string,
  names: readonly string[],
  group: JsonObject,
  pointer: string,
  report: ReportFault,
): void {
  const own = memberNames(group);
  if (!isGroup(group)) report(pointer, `no such fact, ${names.join('.')} has no parts`);
  else {
    const guess = didYouMean(name, own);
    const whose = names.length === 0 ? 'there are' : `${names.join('.')} has`;
    report(
      pointer,
      `no such fact${guess}`,
      guess === '' && own.length > 0 ? `${whose} ${joinWords(own, 'and')}` : undefined,
    );
  }
}

/** Reports names under `required` that no fact has, and those that it would demand nothing of. */
export function checkRequired(schema: JsonObject, pointer: string, group: JsonObject, report: ReportFault): void {
  const where = below(pointer, 'required');
  const demanded = objectOf(property(schema, 'properties'));
  for (const name of arrayOf(property(schema, 'required'))) {
    if (typeof name !== 'string') continue;
    if (member(group, name) === undefined) {
      report(where, `no such fact: "${name}"${didYouMean(name, memberNames(group))}`);
    } else if (!Object.hasOwn(demanded, name)) {
      const hint = `say properties: { ${name}: { not: { const: null } } } to demand that there is one`;
      report(where, `demands nothing: every fact is always there, "${name}" too`, hint);
    }
  }
}
