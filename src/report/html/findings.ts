import type { Finding } from '../../model/finding.js';
import { describeOpen } from '../describe-open.js';
import { formatLocation } from '../format-location.js';
import { sentence } from '../sentence.js';
import { type Standing, standingOf } from '../standing.js';
import { type Markup, markup, nothing } from './markup.js';
import { STANDING_NAMES } from './signs.js';

/** What the page's findings need to know of the whole. */
export interface FindingContext {
  /** Whether fixes stand open: where there are few. */
  readonly unfold: boolean;
}

/** What is to be said of one subject: what fails, in one line what is open, and what was waived. */
export function findingList(findings: readonly Finding[], facts: readonly object[], context: FindingContext): Markup {
  const said = findings.filter(({ outcome }) => outcome !== 'pass');
  if (said.length === 0) return nothing;
  const failed = said.filter(({ outcome, waiver }) => outcome === 'fail' && waiver === null);
  const waiting = said.filter(({ outcome, waiver }) => outcome === 'open' && waiver === null);
  const waived = said.filter(({ waiver }) => waiver !== null);
  return markup`<ul class="findings">${[
    ...failed.map((finding) => item(standingOf([finding]), finding.message, [finding], fixOf(finding, context))),
    ...(waiting.length === 0 ? [] : [item('open', openText(waiting, facts), waiting, nothing)]),
    ...waived.map((finding) => item('waived', finding.message, [finding], reasonOf(finding))),
  ]}</ul>`;
}

function item(standing: Standing, message: string, findings: readonly Finding[], more: Markup): Markup {
  const policies = findings.map(
    ({ policyId }) => markup` <a class="policy" href="#policy-${policyAnchor(policyId)}">${policyId}</a>`,
  );
  const places = [...new Set(findings.map(({ location }) => formatLocation(location)))].filter(Boolean);
  const at = places.length === 0 ? nothing : markup`<p class="soft">at <code>${places.join(', ')}</code></p>`;
  return markup`<li class="finding ${standing}"><span class="level">${STANDING_NAMES[standing]}</span><p>${standing === 'open' ? `${message}.` : sentence(message)}${policies}</p>${at}${more}</li>`;
}

/** `describeOpen` ends in the policies' ids, which the page links instead. */
function openText(waiting: readonly Finding[], facts: readonly object[]): string {
  return describeOpen(waiting, facts).replace(/ \[[^[\]]*\]$/, '');
}

function fixOf({ fix }: Finding, { unfold }: FindingContext): Markup {
  if (fix === '') return nothing;
  return markup`<details${unfold ? markup` open` : nothing}><summary>How to fix</summary><p>${sentence(fix)}</p></details>`;
}

function reasonOf({ waiver }: Finding): Markup {
  return waiver === null
    ? nothing
    : markup`<p class="soft">because: ${waiver.reason} (<code>${waiver.source}</code>)</p>`;
}

/** A policy's id as a fragment: ids are words already, but a user's own may be anything. */
export function policyAnchor(policyId: string): string {
  return policyId.replace(/[^\w-]/g, '_');
}
