import { arrayOf, type JsonObject, property, stringProperty } from '../../model/json.js';
import type { Acknowledgement } from '../../model/plan.js';

/** The findings that somebody accepted in code, as `acknowledge` of `elbcert/cdktf` leaves them in a stack. */
export function acknowledgementsIn(document: JsonObject): readonly Acknowledgement[] {
  const written = property(property(property(document, '//'), 'elbcert'), 'acknowledged');
  return arrayOf(written).flatMap((entry) => {
    const constructPath = stringProperty(entry, 'constructPath');
    const policyId = stringProperty(entry, 'policyId');
    const reason = stringProperty(entry, 'reason');
    return constructPath === undefined || policyId === undefined || reason === undefined
      ? []
      : [{ constructPath, policyId, reason }];
  });
}
