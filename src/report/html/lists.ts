import type { Finding, PolicyDescription } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import { STANDINGS, type Standing, standingOf } from '../grouped.js';
import { formatLocation, sentence, webAddress } from '../names.js';
import { describeOpen } from '../verdict.js';
import { type Markup, markup, nothing, STANDING_NAMES } from './markup.js';

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

/** What the policies demand and why, those that found something first. */
export function policySection({ policies, findings }: Report): Markup {
  if (policies.length === 0) return nothing;
  const rank = ({ id }: PolicyDescription) => STANDINGS.indexOf(standingOf(ofPolicy(id, findings)));
  const sorted = [...policies].sort((left, right) => rank(left) - rank(right));
  return markup`<section class="policies"><h2 class="title">What was checked</h2>${sorted.map((policy) => policyItem(policy, ofPolicy(policy.id, findings)))}</section>`;
}

function ofPolicy(id: string, findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ policyId }) => policyId === id);
}

function policyItem(policy: PolicyDescription, findings: readonly Finding[]): Markup {
  const tallies = STANDINGS.flatMap((standing) => {
    const count = findings.filter((finding) => standingOf([finding]) === standing).length;
    return count === 0
      ? []
      : [markup` <span class="tally ${standing}"><b>${count}</b> ${STANDING_NAMES[standing]}</span>`];
  });
  return markup`<details id="policy-${policyAnchor(policy.id)}"><summary>${policy.title} <span class="policy name soft">${policy.id}</span>${tallies}</summary>
<p>${sentence(policy.why)}</p><p><strong>How to fix.</strong> ${sentence(policy.fix)}</p>${
    policy.source.length === 0 ? nothing : markup`<ul>${policy.source.map((url) => markup`<li>${link(url)}</li>`)}</ul>`
  }</details>
`;
}

/** A user's own policy may name anything as its source. */
function link(url: string): Markup {
  const address = webAddress(url);
  return address === undefined ? markup`${url}` : markup`<a href="${address}" rel="noreferrer">${url}</a>`;
}
