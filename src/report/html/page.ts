import type { Report } from '../../model/report.js';
import { chainsOf } from '../chain.js';
import { type DeployerGroup, grouped, type InputGroup, STANDINGS, type Standing, standingOf } from '../grouped.js';
import { checkedAt, inputName, plural } from '../names.js';
import { type Verdict, verdictOf } from '../verdict.js';
import { findingList, policySection } from './lists.js';
import { type BalancerContext, drawBalancer, listenerMap, type MapRow } from './map.js';
import { type Band, bandsOf, hues, type Markup, markup, nothing, placeName, STANDING_NAMES, sign } from './markup.js';

/** Failing findings up to this many have their fixes unfolded. */
const FEW = 4;

/** All between the page's head and its script. */
export function pageBody(report: Report): Markup {
  const inputs = grouped(report);
  const verdict = verdictOf(report);
  const context = contextOf(report, inputs);
  const drawn = inputs.map((input) => drawInput(input, report, context));
  return markup`<div class="page">
${verdictHeader(report, verdict)}
${controls(verdict)}
<main>
${listenerMap(mergeRows(drawn.flatMap(({ rows }) => rows)), context.hueOf)}
${drawn.map((input) => input.markup)}
<p class="nothing" id="nothing" hidden>Nothing here goes by that. <kbd>Esc</kbd> shows everything again.</p>
${noteSection(report)}
${policySection(report)}
</main>
${footer(report)}
</div>`;
}

function contextOf(report: Report, inputs: readonly InputGroup[]): BalancerContext {
  const uses = new Map<string, number>();
  const groups = inputs.flatMap(({ loadBalancers }) => loadBalancers.flatMap(({ listeners }) => listeners));
  for (const { certificate } of groups.flatMap(chainsOf)) {
    if (certificate?.kind === 'certificate') uses.set(certificate.name, (uses.get(certificate.name) ?? 0) + 1);
  }
  let id = 0;
  const { fail } = report.summary;
  return {
    hueOf: hues(),
    usesOf: (certificate) => uses.get(certificate) ?? 0,
    unfold: fail.error + fail.warning + fail.note <= FEW,
    nextId: () => {
      id += 1;
      return id;
    },
  };
}

function verdictHeader({ inputs, summary }: Report, { standing, text }: Verdict): Markup {
  const looked = `${plural(summary.loadBalancers, 'load balancer')}, ${plural(summary.listeners, 'listener')}, ${summary.secureListeners} of them secure`;
  const [first, ...others] = inputs;
  const where =
    first === undefined
      ? ''
      : others.length === 0
        ? ` in ${inputName(first.path)}`
        : ` in ${plural(inputs.length, 'input')}`;
  return markup`<header class="verdict ${standing}"><div class="sign">${sign(standing)}</div><div><h1>${capitalised(text)}</h1><p>${looked}${where}</p></div></header>`;
}

function controls({ listeners }: Verdict): Markup {
  const filters = STANDINGS.filter((standing) => listeners[standing] > 0).map(
    (standing) =>
      markup`<button type="button" class="chip ${standing}" data-filter="${standing}" aria-pressed="false">${capitalised(STANDING_NAMES[standing])} <b>${listeners[standing]}</b></button>`,
  );
  return markup`<div class="controls" role="search" hidden>
<input id="search" type="search" placeholder="Search address, Region, domain, policy ( / )" aria-label="Search" autocomplete="off" spellcheck="false">
<div class="filters"><button type="button" class="chip all" data-filter="all" aria-pressed="true">All</button>${filters}</div>
<button type="button" class="theme" id="theme">Theme: auto</button>
<p class="count" id="count" role="status"></p>
</div>`;
}

interface DrawnInput {
  readonly markup: Markup;
  readonly rows: readonly MapRow[];
}

function drawInput(input: InputGroup, report: Report, context: BalancerContext): DrawnInput {
  const bands = bandsOf(input).map((band) => drawBand(band, context));
  const title =
    report.inputs.length > 1 ? markup`<h2 class="input-title"><code>${inputName(input.path)}</code></h2>` : nothing;
  const heads =
    bands.length === 0
      ? nothing
      : markup`<div class="heads" aria-hidden="true"><span>Load balancer</span><span>Listener</span><span>Certificate</span><span>Key</span></div>`;
  const markedUp = markup`<section class="input">${title}${heads}${bands.map((band) => band.markup)}${deployerSection(input.deployers, context)}</section>`;
  return { markup: markedUp, rows: bands.map(({ row }) => row) };
}

function drawBand(band: Band, context: BalancerContext): { readonly markup: Markup; readonly row: MapRow } {
  const { place, loadBalancers } = band;
  const hue = context.hueOf(place);
  const drawn = loadBalancers.map((group) => ({ group, ...drawBalancer(group, context) }));
  return {
    row: {
      place,
      listeners: drawn.flatMap(({ group, listeners }) => listeners.map((one) => ({ ...one, address: group.address }))),
    },
    markup: markup`<section class="band ${hue}"><h2>${placeName(place)} <small>${plural(loadBalancers.length, 'load balancer')}</small></h2>${drawn.map((one) => one.markup)}</section>
`,
  };
}

/** One row for a Region that several inputs have. */
function mergeRows(rows: readonly MapRow[]): readonly MapRow[] {
  const merged = new Map<string, MapRow>();
  for (const row of rows) {
    const before = merged.get(placeName(row.place));
    merged.set(placeName(row.place), { place: row.place, listeners: [...(before?.listeners ?? []), ...row.listeners] });
  }
  return [...merged.values()];
}

function deployerSection(deployers: readonly DeployerGroup[], context: BalancerContext): Markup {
  if (deployers.length === 0) return nothing;
  const items = deployers.map(({ name, facts, findings }) => {
    const [first] = facts;
    const standing: Standing = standingOf(findings);
    return markup`<div class="deployer" data-standing="${standing}"><span class="name">${name}</span> <span class="soft">${first?.kind ?? ''}${first === undefined ? '' : `, ${first.why}`}</span>${findingList(findings, facts, context)}</div>`;
  });
  return markup`<section class="deployers"><h2 class="title">Who deploys</h2>${items}</section>`;
}

function noteSection({ inputs, notes }: Report): Markup {
  const lines = [
    ...inputs.flatMap((input) =>
      input.notes.map((note) => `${inputs.length > 1 ? `${inputName(input.path)}: ` : ''}${note}`),
    ),
    ...notes.map((note) => `Not checked: ${note}`),
  ];
  if (lines.length === 0) return nothing;
  return markup`<section class="notes"><h2 class="title">Notes</h2><ul>${lines.map((note) => markup`<li>${note}</li>`)}</ul></section>`;
}

function footer(report: Report): Markup {
  const inputs = report.inputs.map(({ path, kind, terraformVersion }) => {
    const version = terraformVersion === null ? '' : `, terraform ${terraformVersion}`;
    return `${inputName(path)} (${kind}${version})`;
  });
  return markup`<footer>elbcert ${report.tool.version} · dates held against ${checkedAt(report).slice(0, 10)} · ${inputs.join(' · ')}</footer>`;
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
