import { groupBy } from '../../model/collections.js';
import type { Finding, PolicyDescription } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import type { SubjectGroup } from '../common/groups.js';
import { formatLocation, sentence, webAddress } from '../common/names.js';
import { describeCauses } from '../common/open.js';
import { STANDINGS, type Standing, sortFindings, standingOf, standingOfAll } from '../common/standing.js';
import { type Markup, markup, noMarkup, standingName } from './markup.js';

/** What is to be said of one subject: what fails, in one line what is open, and what was waived. */
export function findingList(
  { findings, facts }: SubjectGroup,
  unfoldFixes: boolean,
  additions: (finding: Finding) => readonly string[] = () => [],
): Markup {
  const { failed, open, waived } = sortFindings(findings);
  const items = [
    ...failed.map((one) => item(one.level, sentence(one.message), [one], fixDetails(one, unfoldFixes, additions(one)))),
    ...(open.length === 0 ? [] : [item('open', `${describeCauses(open, facts)}.`, open, noMarkup)]),
    ...waived.map((one) => item('waived', sentence(one.message), [one], waiverReason(one))),
  ];
  return items.length === 0 ? noMarkup : markup`<ul class="findings">${items}</ul>`;
}

function item(standing: Standing, text: string, findings: readonly Finding[], more: Markup): Markup {
  const policies = findings.map(
    ({ policyId }) => markup` <a class="policy" href="#${policyAnchor(policyId)}">${policyId}</a>`,
  );
  const places = [...new Set(findings.map(({ location }) => formatLocation(location)))].filter(Boolean);
  const at = places.length === 0 ? noMarkup : markup`<p class="soft">at <code>${places.join(', ')}</code></p>`;
  return markup`<li class="finding ${standing}"><span class="level">${standingName(standing)}</span><p>${text}${policies}</p>${at}${more}</li>`;
}

function fixDetails({ fix }: Finding, unfold: boolean, additions: readonly string[]): Markup {
  if (fix === '' && additions.length === 0) return noMarkup;
  return markup`<details${unfold ? markup` open` : noMarkup}><summary>How to fix</summary><p>${sentence(fix)}</p>${snippet(additions)}</details>`;
}

/** Lines to add as they are to be written, with a button that copies them. */
function snippet(lines: readonly string[]): Markup {
  if (lines.length === 0) return noMarkup;
  const written = lines.map((line) => markup`<code>${line}</code>\n`);
  return markup`<div class="snippet"><pre tabindex="0">${written}</pre><button type="button" class="copy" hidden>Copy</button></div>`;
}

function waiverReason({ waiver }: Finding): Markup {
  return waiver === null
    ? noMarkup
    : markup`<p class="soft">because: ${waiver.reason} (<code>${waiver.source}</code>)</p>`;
}

/** A policy's fragment: ids are words already, but a user's own may be anything. */
function policyAnchor(policyId: string): string {
  return `policy-${policyId.replace(/[^\w-]/g, '_')}`;
}

/** What the policies demand and why, those that found something first. */
export function policySection({ policies, findings }: Report): Markup {
  if (policies.length === 0) return noMarkup;
  const byPolicy = groupBy(findings, ({ policyId }) => policyId);
  const found = ({ id }: PolicyDescription) => byPolicy.get(id) ?? [];
  const rank = (policy: PolicyDescription) => STANDINGS.indexOf(standingOfAll(found(policy)));
  const sorted = [...policies].sort((left, right) => rank(left) - rank(right));
  return markup`<section class="policies"><h2 class="title">What was checked</h2>${sorted.map((policy) => policyItem(policy, found(policy)))}</section>`;
}

function policyItem({ id, title, why, fix, source }: PolicyDescription, findings: readonly Finding[]): Markup {
  const tallies = STANDINGS.flatMap((standing) => {
    const count = findings.filter((finding) => standingOf(finding) === standing).length;
    return count === 0
      ? []
      : [markup` <span class="tally ${standing}"><b>${count}</b> ${standingName(standing)}</span>`];
  });
  const sources =
    source.length === 0 ? noMarkup : markup`<ul>${source.map((url) => markup`<li>${link(url)}</li>`)}</ul>`;
  return markup`<details id="${policyAnchor(id)}"><summary>${title} <span class="policy name soft">${id}</span>${tallies}</summary>
<p>${sentence(why)}</p><p><strong>How to fix.</strong> ${sentence(fix)}</p>${sources}</details>
`;
}

/** A user's own policy may name anything as its source. */
function link(url: string): Markup {
  const address = webAddress(url);
  return address === undefined ? markup`${url}` : markup`<a href="${address}" rel="noreferrer">${url}</a>`;
}
