import type { Finding } from '../../model/finding.js';
import type { PolicyDescription } from '../../model/policy.js';
import type { Report } from '../../model/report.js';
import { sentence } from '../sentence.js';
import { STANDINGS, standingOf } from '../standing.js';
import { webAddress } from '../web-address.js';
import { policyAnchor } from './findings.js';
import { type Markup, markup, nothing } from './markup.js';
import { STANDING_NAMES } from './signs.js';

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
