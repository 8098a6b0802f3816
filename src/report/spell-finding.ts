import type { Finding } from '../model/finding.js';
import { spellJson, spellText } from './spell-json.js';

/** Sayings beyond these are forgotten: in some plans each message is another one. */
const REMEMBERED = 1024;

/** What a policy says of many subjects in the same words, and the two parts of a finding's text that come from it. */
interface Saying {
  readonly finding: Finding;
  readonly judgement: string;
  readonly words: string;
}

/**
 * Makes what spells findings as JSON on one line. Most of a finding's text is that of another one of the policy, or of
 * the subject, so it remembers what it spelled of both. The model may grow; what is published grows only with the schema.
 */
export function createFindingSpeller(): (finding: Finding) => string {
  const sayings = new Map<string, Saying>();
  let last: Finding | undefined;
  let subject = '';
  let trace = '';
  return (finding) => {
    let saying = sayings.get(finding.message);
    if (saying === undefined || !saysTheSame(saying.finding, finding)) {
      saying = { finding, judgement: spellJudgement(finding), words: spellWords(finding) };
      if (sayings.size >= REMEMBERED) sayings.clear();
      sayings.set(finding.message, saying);
    }
    if (last === undefined || !isOnTheSame(last, finding)) subject = spellSubject(finding);
    if (last?.trace !== finding.trace) trace = spellJson(finding.trace);
    last = finding;
    const settled = finding.location === null && finding.waiver === null ? UNSETTLED : spellSettled(finding);
    return `${saying.judgement}${subject}${saying.words}${trace}${settled}`;
  };
}

function saysTheSame(left: Finding, right: Finding): boolean {
  return (
    left.policyId === right.policyId &&
    left.outcome === right.outcome &&
    left.level === right.level &&
    left.input === right.input &&
    left.subject === right.subject &&
    left.fix === right.fix &&
    sameTexts(left.decidedBy, right.decidedBy)
  );
}

function sameTexts(left: readonly string[], right: readonly string[]): boolean {
  if (left === right) return true;
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at += 1) {
    if (left[at] !== right[at]) return false;
  }
  return true;
}

function isOnTheSame(left: Finding, right: Finding): boolean {
  return left.address === right.address && left.port === right.port && left.constructPath === right.constructPath;
}

function spellJudgement({ policyId, outcome, level, input, subject }: Finding): string {
  return spellJson({ policyId, outcome, level, input, subject }).slice(0, -1);
}

function spellSubject({ address, constructPath, port }: Finding): string {
  const path = constructPath === null ? 'null' : spellText(constructPath);
  return `,"address":${spellText(address)},"constructPath":${path},"port":${port}`;
}

function spellWords({ message, fix, decidedBy }: Finding): string {
  return `,"message":${spellText(message)},"fix":${spellText(fix)},"decidedBy":${spellJson(decidedBy)},"trace":`;
}

const UNSETTLED = ',"location":null,"waiver":null}';

function spellSettled({ location, waiver }: Finding): string {
  const place = location && { file: location.file, line: location.line, column: location.column, via: location.via };
  const accepted = waiver && {
    reason: waiver.reason,
    source: waiver.source,
    ...(waiver.owner === undefined ? {} : { owner: waiver.owner }),
    ...(waiver.expires === undefined ? {} : { expires: waiver.expires }),
  };
  return `,"location":${spellJson(place)},"waiver":${spellJson(accepted)}}`;
}
