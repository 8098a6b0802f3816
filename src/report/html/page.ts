import { groupBy } from '../../model/collections.js';
import type { Report } from '../../model/report.js';
import { plural } from '../../model/words.js';
import { linesToAdd } from '../common/additions.js';
import type { DeployerGroup, InputGroup } from '../common/groups.js';
import type { Headline } from '../common/headline.js';
import { inputName, portName, withinInputs } from '../common/names.js';
import { remarkLine, remarksOf } from '../common/remarks.js';
import { routesOf } from '../common/routes.js';
import { STANDINGS, standingOfAll } from '../common/standing.js';
import { balancerBox, domainBox, type PageContext, type UserGroup } from './balancer.js';
import { type Band, bandsOf, handOutHues } from './bands.js';
import { findingList, policySection } from './findings.js';
import { type Markup, markup, noMarkup, sign, standingName } from './markup.js';

/** An input with what ends TLS by Region. */
interface BandedInput extends InputGroup {
  readonly bands: readonly Band[];
}

/** All between the page's head and its script. */
export function pageBody(report: Report, inputs: readonly InputGroup[], headline: Headline): Markup {
  const banded = inputs.map((input) => ({ ...input, bands: bandsOf(input) }));
  const context = contextOf(report, banded);
  // Sections are made before the map: Regions get their tints in the order of the page's sections.
  const sections = banded.map((input) => inputSection(input, report, context));
  return markup`<a class="skip" href="#report">Skip to the report</a>
<div class="page">
${verdictHeader(report, headline)}
${controls(headline)}
<main>
${userMap(
  banded.flatMap(({ bands }) => bands),
  context,
)}
<div id="report" tabindex="-1">${sections}</div>
<p class="nothing" id="nothing" hidden>No matches. <kbd>Esc</kbd> shows everything again.</p>
${noteSection(report)}
${policySection(report)}
</main>
${footer(report)}
</div>`;
}

/** Failing findings up to this many have their fixes unfolded. */
const FEW = 4;

function contextOf({ summary: { fail } }: Report, inputs: readonly BandedInput[]): PageContext {
  const bands = inputs.flatMap((input) => input.bands);
  const users = bands.flatMap(usersIn).map(({ user }) => user);
  const anchors = new Map(users.map((user, at) => [user, `l${at + 1}`]));
  const certificates = users
    .flatMap(routesOf)
    .flatMap(({ certificate }) => (certificate?.kind === 'certificate' ? [certificate] : []));
  const uses = groupBy(certificates, ({ name }) => name);
  return {
    hueOf: handOutHues(),
    usesOf: (certificate) => uses.get(certificate)?.length ?? 0,
    unfoldFixes: fail.error + fail.warning + fail.note <= FEW,
    anchorOf: (user) => anchors.get(user) ?? '',
  };
}

/** A listener or domain of a band, with what people know it by. */
interface NamedUser {
  readonly user: UserGroup;
  readonly name: string;
}

function usersIn({ loadBalancers, domains }: Band): readonly NamedUser[] {
  return [
    ...loadBalancers.flatMap(({ address, listeners }) =>
      listeners.map((user) => ({ user, name: `${address} listener ${portName(user.port)}` })),
    ),
    ...domains.map((user) => ({ user, name: user.address })),
  ];
}

function verdictHeader(report: Report, { standing, text }: Headline): Markup {
  const { loadBalancers, listeners, secureListeners, domains } = report.summary;
  const counted = [
    ...(listeners === 0 && domains > 0
      ? []
      : [
          plural(loadBalancers, 'load balancer'),
          `${plural(listeners, 'listener')}, ${secureListeners} of them secure`,
        ]),
    ...(domains === 0 ? [] : [plural(domains, 'domain')]),
  ];
  const looked = counted.join(', ');
  return markup`<header class="verdict ${standing}"><div class="sign">${sign(standing)}</div><div><h1>${capitalised(text)}</h1><p>${looked}${withinInputs(report)}</p></div></header>`;
}

function controls({ rows }: Headline): Markup {
  const filters = STANDINGS.filter((standing) => rows[standing] > 0).map(
    (standing) =>
      markup`<button type="button" class="chip ${standing}" data-filter="${standing}" aria-pressed="false">${capitalised(standingName(standing))} <b>${rows[standing]}</b></button>`,
  );
  return markup`<div class="controls" role="search" hidden>
<input id="search" type="search" placeholder="Search address, Region, domain, policy ( / )" aria-label="Search" autocomplete="off" spellcheck="false">
<div class="filters"><button type="button" class="chip all" data-filter="all" aria-pressed="true">All</button>${filters}</div>
<button type="button" class="theme" id="theme">Theme: auto</button>
<p class="count" id="count" role="status"></p>
</div>`;
}

/** Listeners and domains from which a page is too long to take in at once. */
const LONG = 12;

/** Every listener and domain as a square that leads to it, a row for each Region, the worst first. */
function userMap(bands: readonly Band[], context: PageContext): Markup {
  const byName = [...groupBy(bands, ({ name }) => name)];
  if (bands.flatMap(usersIn).length < LONG) return noMarkup;
  const rows = byName.map(([name, same]) => {
    const squares = same
      .flatMap(usersIn)
      .sort((left, right) => rank(left.user) - rank(right.user))
      .map((named) => square(named, context));
    return markup`<dt class="${same.map(({ home }) => context.hueOf(home))[0] ?? ''}">${name}</dt><dd>${squares}</dd>`;
  });
  return markup`<nav aria-label="Everything that ends TLS, by Region"><dl class="map">${rows}</dl></nav>`;
}

function rank({ findings }: UserGroup): number {
  return STANDINGS.indexOf(standingOfAll(findings));
}

function square({ user, name }: NamedUser, { anchorOf }: PageContext): Markup {
  const standing = standingOfAll(user.findings);
  const title = `${name}: ${standingName(standing)}`;
  return markup`<a class="${standing}" href="#${anchorOf(user)}" title="${title}" aria-label="${title}">${standing === 'pass' ? noMarkup : sign(standing)}</a>`;
}

function inputSection({ path, bands, deployers }: BandedInput, { inputs }: Report, context: PageContext): Markup {
  const title = inputs.length > 1 ? markup`<h2 class="input-title"><code>${inputName(path)}</code></h2>` : noMarkup;
  const [owner, user] = bands.some(({ domains }) => domains.length > 0)
    ? ['Load balancer or domain', 'Listener or names']
    : ['Load balancer', 'Listener'];
  const heads =
    bands.length === 0
      ? noMarkup
      : markup`<div class="heads" aria-hidden="true"><span>${owner}</span><span>${user}</span><span>Certificate</span><span>Key</span></div>`;
  return markup`<section class="input">${title}${heads}${bands.map((band) => bandSection(band, context))}${deployerSection(deployers, context)}</section>`;
}

function bandSection({ home, name, loadBalancers, domains }: Band, context: PageContext): Markup {
  const counted = [
    ...(loadBalancers.length === 0 ? [] : [plural(loadBalancers.length, 'load balancer')]),
    ...(domains.length === 0 ? [] : [plural(domains.length, 'domain')]),
  ];
  return markup`<section class="band ${context.hueOf(home)}"><h2>${name} <small>${counted.join(', ')}</small></h2>${loadBalancers.map((group) => balancerBox(group, context))}${domains.map((group) => domainBox(group, context))}</section>
`;
}

function deployerSection(deployers: readonly DeployerGroup[], { unfoldFixes }: PageContext): Markup {
  if (deployers.length === 0) return noMarkup;
  const items = deployers.map((deployer) => {
    const [first] = deployer.facts;
    const origin = first === undefined ? '' : `${first.kind}, ${first.why}`;
    return markup`<div class="deployer" data-standing="${standingOfAll(deployer.findings)}"><span class="name">${deployer.address}</span> <span class="soft">${origin}</span>${findingList(deployer, unfoldFixes, (finding) => linesToAdd(finding, first))}</div>`;
  });
  return markup`<section class="deployers"><h2 class="title">Who deploys</h2>${items}</section>`;
}

function noteSection(report: Report): Markup {
  const lines = remarksOf(report).map(remarkLine).map(capitalised);
  if (lines.length === 0) return noMarkup;
  return markup`<section class="notes"><h2 class="title">Notes</h2><ul>${lines.map((note) => markup`<li>${note}</li>`)}</ul></section>`;
}

function footer(report: Report): Markup {
  const inputs = report.inputs.map(({ path, kind, terraformVersion }) => {
    const version = terraformVersion === null ? '' : `, terraform ${terraformVersion}`;
    return `${inputName(path)} (${kind}${version})`;
  });
  return markup`<footer>elbcert ${report.tool.version} · dates held against ${report.now.slice(0, 10)} · ${inputs.join(' · ')}</footer>`;
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
