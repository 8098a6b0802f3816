import { groupBy } from '../../model/collections.js';
import type { Report } from '../../model/report.js';
import type { DeployerGroup, DomainGroup, InputGroup, ListenerGroup } from '../common/groups.js';
import type { Headline } from '../common/headline.js';
import { inputName, plural, portName, show, withinInputs } from '../common/names.js';
import { remarkLine, remarksOf } from '../common/remarks.js';
import { routesOf } from '../common/routes.js';
import { STANDINGS, standingOfAll } from '../common/standing.js';
import { balancerBox, type PageContext } from './balancer.js';
import { type Band, bandsOf, handOutHues } from './bands.js';
import { findingList, policySection } from './findings.js';
import { type Markup, markup, noMarkup, sign, standingName } from './markup.js';

/** An input with its load balancers by Region. */
interface BandedInput extends InputGroup {
  readonly bands: readonly Band[];
}

/** All between the page's head and its script. */
export function pageBody(report: Report, inputs: readonly InputGroup[], headline: Headline): Markup {
  const banded = inputs.map((input) => ({ ...input, bands: bandsOf(input) }));
  const context = contextOf(report, banded);
  // Sections are made before the map: Regions get their tints in the order of the page's sections.
  const sections = banded.map((input) => inputSection(input, report, context));
  return markup`<div class="page">
${verdictHeader(report, headline)}
${controls(headline)}
<main>
${listenerMap(
  banded.flatMap(({ bands }) => bands),
  context,
)}
${sections}
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
  const listeners = bands.flatMap(listenersIn);
  const anchors = new Map(listeners.map((listener, at) => [listener, `l${at + 1}`]));
  const certificates = listeners
    .flatMap(routesOf)
    .flatMap(({ certificate }) => (certificate?.kind === 'certificate' ? [certificate] : []));
  const uses = groupBy(certificates, ({ name }) => name);
  return {
    hueOf: handOutHues(),
    usesOf: (certificate) => uses.get(certificate)?.length ?? 0,
    unfoldFixes: fail.error + fail.warning + fail.note <= FEW,
    anchorOf: (listener) => anchors.get(listener) ?? '',
  };
}

function listenersIn({ loadBalancers }: Band): readonly ListenerGroup[] {
  return loadBalancers.flatMap(({ listeners }) => listeners);
}

function verdictHeader(report: Report, { standing, text }: Headline): Markup {
  const { loadBalancers, listeners, secureListeners } = report.summary;
  const looked = `${plural(loadBalancers, 'load balancer')}, ${plural(listeners, 'listener')}, ${secureListeners} of them secure`;
  return markup`<header class="verdict ${standing}"><div class="sign">${sign(standing)}</div><div><h1>${capitalised(text)}</h1><p>${looked}${withinInputs(report)}</p></div></header>`;
}

function controls({ listeners }: Headline): Markup {
  const filters = STANDINGS.filter((standing) => listeners[standing] > 0).map(
    (standing) =>
      markup`<button type="button" class="chip ${standing}" data-filter="${standing}" aria-pressed="false">${capitalised(standingName(standing))} <b>${listeners[standing]}</b></button>`,
  );
  return markup`<div class="controls" role="search" hidden>
<input id="search" type="search" placeholder="Search address, Region, domain, policy ( / )" aria-label="Search" autocomplete="off" spellcheck="false">
<div class="filters"><button type="button" class="chip all" data-filter="all" aria-pressed="true">All</button>${filters}</div>
<button type="button" class="theme" id="theme">Theme: auto</button>
<p class="count" id="count" role="status"></p>
</div>`;
}

/** Listeners from which a page is too long to take in at once. */
const LONG = 12;

/** Every listener as a square that leads to it, a row for each Region, the worst first. */
function listenerMap(bands: readonly Band[], context: PageContext): Markup {
  const byName = [...groupBy(bands, ({ name }) => name)];
  if (bands.flatMap(listenersIn).length < LONG) return noMarkup;
  const rows = byName.map(([name, same]) => {
    const squares = same
      .flatMap(({ loadBalancers }) =>
        loadBalancers.flatMap(({ address, listeners }) => listeners.map((listener) => ({ address, listener }))),
      )
      .sort((left, right) => rank(left.listener) - rank(right.listener))
      .map(({ address, listener }) => square(address, listener, context));
    return markup`<dt class="${same.map(({ home }) => context.hueOf(home))[0] ?? ''}">${name}</dt><dd>${squares}</dd>`;
  });
  return markup`<dl class="map" aria-label="All listeners by Region">${rows}</dl>`;
}

function rank({ findings }: ListenerGroup): number {
  return STANDINGS.indexOf(standingOfAll(findings));
}

function square(address: string, listener: ListenerGroup, { anchorOf }: PageContext): Markup {
  const standing = standingOfAll(listener.findings);
  const name = `${address} listener ${portName(listener.port)}: ${standingName(standing)}`;
  return markup`<a class="${standing}" href="#${anchorOf(listener)}" title="${name}" aria-label="${name}">${standing === 'pass' ? noMarkup : sign(standing)}</a>`;
}

function inputSection(
  { path, bands, domains, deployers }: BandedInput,
  { inputs }: Report,
  context: PageContext,
): Markup {
  const title = inputs.length > 1 ? markup`<h2 class="input-title"><code>${inputName(path)}</code></h2>` : noMarkup;
  const heads =
    bands.length === 0
      ? noMarkup
      : markup`<div class="heads" aria-hidden="true"><span>Load balancer</span><span>Listener</span><span>Certificate</span><span>Key</span></div>`;
  return markup`<section class="input">${title}${heads}${bands.map((band) => bandSection(band, context))}${domainSection(domains, context)}${deployerSection(deployers, context)}</section>`;
}

function bandSection({ home, name, loadBalancers }: Band, context: PageContext): Markup {
  return markup`<section class="band ${context.hueOf(home)}"><h2>${name} <small>${plural(loadBalancers.length, 'load balancer')}</small></h2>${loadBalancers.map((group) => balancerBox(group, context))}</section>
`;
}

/** The way from each domain to its certificate and key. */
function domainSection(domains: readonly DomainGroup[], { unfoldFixes }: PageContext): Markup {
  if (domains.length === 0) return noMarkup;
  const items = domains.map((domain) => {
    const [first] = domain.facts;
    const way = first === undefined ? '' : `${show(first.names)} → ${first.trace.slice(1).join(' → ')}`;
    return markup`<div class="deployer" data-standing="${standingOfAll(domain.findings)}"><span class="name">${domain.address}</span> <span class="soft">${way}</span>${findingList(domain, unfoldFixes)}</div>`;
  });
  return markup`<section class="deployers"><h2 class="title">Domains</h2>${items}</section>`;
}

function deployerSection(deployers: readonly DeployerGroup[], { unfoldFixes }: PageContext): Markup {
  if (deployers.length === 0) return noMarkup;
  const items = deployers.map((deployer) => {
    const [first] = deployer.facts;
    const origin = first === undefined ? '' : `${first.kind}, ${first.why}`;
    return markup`<div class="deployer" data-standing="${standingOfAll(deployer.findings)}"><span class="name">${deployer.address}</span> <span class="soft">${origin}</span>${findingList(deployer, unfoldFixes)}</div>`;
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
