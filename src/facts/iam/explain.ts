import type { Decision, HeldPolicies, Request } from './decide.js';
import { describePlace, type Patterns, type PolicyText, type Statement } from './document.js';
import { matchStatement, missesBy } from './match.js';
import { holds } from './truth.js';

/** More policies than this are counted, not named. */
const MOST_NAMED = 3;

/** Why a principal may or may not do something, as a clause; undefined where that is not decided. */
export function explainDecision(decision: Decision, held: HeldPolicies, request: Request): string | undefined {
  const { permission, statement, ceiling } = decision;
  if (permission.kind === 'known' && statement !== null) return describeStatement(statement);
  if (permission.kind === 'unknown' && permission.candidates?.includes('allowed')) {
    return undefined;
  }
  const where = ceiling ?? held.grants;
  const near = where
    .flatMap(({ alternatives }) => alternatives.flatMap(({ statements }) => statements))
    .map((one) => describeMiss(one, request))
    .find((text) => text !== undefined);
  if (near !== undefined) return near;
  const names = [...new Set(where.flatMap(({ alternatives }) => alternatives.map(({ address }) => address)))];
  if (ceiling !== null) return `${nameSome(names)} limits what it may do, and does not allow this`;
  return names.length === 0 ? 'it has no policy' : `no statement of ${nameSome(names)} allows it`;
}

/** `aws_iam_policy.ci statement "Deploy" allows acm:* on *`. */
export function describeStatement({ place, effect, actions, resources }: Statement): string {
  const verb = effect.kind === 'known' && effect.value === 'Deny' ? 'denies' : 'allows';
  if (place.sensitive) return `${describePlace(place)} ${verb} it`;
  return `${describePlace(place)} ${verb} ${describePatterns(actions)} on ${describePatterns(resources)}`;
}

/** What keeps an allowing statement that names the action from granting it. */
function describeMiss(statement: Statement, request: Request): string | undefined {
  const match = matchStatement(statement, 'Allow', request);
  const miss = holds(match.effect) && holds(match.action) ? missesBy(match) : null;
  const place = describePlace(statement.place);
  switch (miss) {
    case null:
      return undefined;
    case 'resource':
      return statement.place.sensitive
        ? `${place} allows it on some resources only, and the action takes none: only "*" grants it`
        : `${place} allows it on ${describePatterns(statement.resources)} only, and the action takes no resource: only "*" grants it`;
    case 'condition':
      return `${place} allows it under a condition that does not hold${inRegion(request)}`;
    default:
      return miss satisfies never;
  }
}

function inRegion({ region }: Request): string {
  return region.kind === 'known' && region.sensitive !== true ? ` in ${region.value}` : '';
}

function describePatterns({ kind, of }: Patterns): string {
  return `${kind === 'except' ? 'all but ' : ''}${nameSome(of.map(describeText))}`;
}

function describeText(text: PolicyText): string {
  if (text.sensitive === true) return '(sensitive)';
  if (text.kind === 'known') return text.value;
  return text.arnOf === undefined ? 'what is known after apply' : `the ARN of ${text.arnOf}`;
}

function nameSome(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED);
  const hidden = names.length - shown.length;
  if (hidden > 0) shown.push(`${hidden} more`);
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
