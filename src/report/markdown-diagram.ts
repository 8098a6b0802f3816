import type { Report } from '../model/report.js';
import { type Chain, chainsOf, type Place, regionPlace } from './chain.js';
import { escapeControls } from './escape.js';
import { grouped, STANDINGS, type Standing, worstStanding } from './grouped.js';
import type { Block } from './markdown-blocks.js';

/** GitLab draws a longer diagram only after a click; more lines than these are no picture. */
const MOST_CHARACTERS = 2000;
const MOST_EDGES = 30;

/** The ways from load balancers to keys that are broken or not decided, in a Mermaid diagram; the worst that fit. */
export function diagramBlocks(report: Report): readonly Block[] {
  const chains = grouped(report)
    .flatMap(({ loadBalancers }) => loadBalancers.flatMap(({ listeners }) => listeners.flatMap(chainsOf)))
    .filter(({ standing }) => standing !== 'pass' && standing !== 'waived')
    .sort((left, right) => STANDINGS.indexOf(left.standing) - STANDINGS.indexOf(right.standing));
  let drawn = '';
  for (let count = 1; count <= chains.length; count += 1) {
    const { source, edges } = mermaid(chains.slice(0, count));
    if (source.length > MOST_CHARACTERS || edges > MOST_EDGES) break;
    drawn = source;
  }
  if (drawn === '') return [];
  return [
    {
      before: ['<details><summary>Diagram</summary>', '', '```mermaid', drawn, '```', '', '</details>'],
      lines: [],
      after: [],
      most: 0,
      noun: 'line',
      more: () => '',
    },
  ];
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly standing: Standing;
}

/** Source: https://mermaid.js.org/syntax/flowchart.html */
function mermaid(chains: readonly Chain[]): { readonly source: string; readonly edges: number } {
  const nodes = new Map<string, { readonly id: string; readonly label: string; readonly band: string }>();
  const edges = new Map<string, Edge>();
  const node = (key: string, label: string, band: string) => {
    const known = nodes.get(key) ?? { id: `n${nodes.size}`, label, band };
    nodes.set(key, known);
    return known.id;
  };
  const join = (from: string, to: string, standing: Standing) => {
    const before = edges.get(`${from} ${to}`);
    edges.set(`${from} ${to}`, { from, to, standing: worstStanding([standing, before?.standing ?? 'pass']) });
  };
  for (const { facts, name, parts, certificate, key } of chains) {
    const home = bandName(regionPlace(facts.loadBalancer.region));
    const balancer = node(`lb ${facts.loadBalancer.address}`, facts.loadBalancer.address, home);
    const listener = node(`listener ${facts.address} ${name}`, name, home);
    join(balancer, listener, parts.listener);
    if (certificate === null) continue;
    const band = certificate.place.kind === 'none' ? home : bandName(certificate.place);
    const missing = certificate.kind === 'missing' ? ` ${facts.address} ${name}` : '';
    const end = node(`certificate ${certificate.name}${missing}`, certificate.name, band);
    join(listener, end, worstStanding([parts.link, parts.certificate]));
    if (key === null) continue;
    const label = [key.algorithm, key.address].filter(Boolean).join(' ');
    join(end, node(`key ${certificate.name} ${label}`, label, band), parts.key);
  }
  const drawn = [...edges.values()];
  const bands = [...new Set([...nodes.values()].map(({ band }) => band))];
  const source = [
    'flowchart LR',
    ...bands.flatMap((band, at) => [
      `subgraph b${at}["${label(band)}"]`,
      ...[...nodes.values()].filter((one) => one.band === band).map((one) => `${one.id}["${label(one.label)}"]`),
      'end',
    ]),
    ...drawn.map(({ from, to, standing }) => `${from} ${ARROWS[standing]} ${to}`),
    ...(['error', 'warning', 'open'] as const).flatMap((standing) => {
      const indexes = drawn.flatMap((edge, at) => (edge.standing === standing ? [at] : []));
      return indexes.length === 0
        ? []
        : [`linkStyle ${indexes.join(',')} stroke:${COLOURS[standing]},stroke-width:3px`];
    }),
  ].join('\n');
  return { source, edges: drawn.length };
}

const ARROWS = {
  error: '-->|✕|',
  warning: '-->',
  note: '-->',
  open: '-.->|?|',
  waived: '-->',
  pass: '-->',
} as const satisfies Record<Standing, string>;

const COLOURS = { error: '#cf222e', warning: '#bf8700', open: '#8c959f' } as const;

function bandName(place: Place): string {
  switch (place.kind) {
    case 'region':
      return place.region;
    case 'everywhere':
      return 'IAM: every Region';
    case 'unknown':
    case 'none':
      return 'Region unknown';
    default:
      return place satisfies never;
  }
}

/** The longest label that leaves the picture a picture. */
const LONGEST_LABEL = 60;

/** Text that cannot end its quotes, nor be read as Markdown or HTML. Source: https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters */
function label(text: string): string {
  const characters = [...escapeControls(text)];
  const short = characters.length > LONGEST_LABEL ? ['…', ...characters.slice(1 - LONGEST_LABEL)] : characters;
  return short
    .map((character) => (/[\p{L}\p{N} ._:…-]/u.test(character) ? character : `#${character.codePointAt(0)};`))
    .join('');
}
