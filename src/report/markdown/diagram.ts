import { groupBy } from '../../model/collections.js';
import { escapeControls } from '../common/escape.js';
import type { InputGroup } from '../common/groups.js';
import { type Home, type Route, routesOf } from '../common/routes.js';
import { STANDINGS, type Standing, worstStanding } from '../common/standing.js';
import type { MarkdownBlock } from './blocks.js';

/** GitLab draws a longer diagram only after a click; more lines than these are no picture. */
const MOST_CHARACTERS = 2000;
const MOST_EDGES = 30;

/** The routes from load balancers and domains to keys on which something fails or is open, in a Mermaid diagram; the worst that fit. */
export function diagramBlocks(inputs: readonly InputGroup[]): readonly MarkdownBlock[] {
  const routes = inputs
    .flatMap(({ loadBalancers, domains }) => [...loadBalancers.flatMap(({ listeners }) => listeners), ...domains])
    .flatMap(routesOf)
    .filter(({ standing }) => standing !== 'pass' && standing !== 'waived')
    .sort((left, right) => STANDINGS.indexOf(left.standing) - STANDINGS.indexOf(right.standing));
  let drawn = '';
  for (const last of routes.keys()) {
    const { source, edges } = mermaid(routes.slice(0, last + 1));
    if (source.length > MOST_CHARACTERS || edges > MOST_EDGES) break;
    drawn = source;
  }
  if (drawn === '') return [];
  const before = ['<details><summary>Diagram</summary>', '', '```mermaid', drawn, '```', '', '</details>'];
  return [{ before, lines: [], after: [], most: 0, noun: 'line', more: () => '' }];
}

interface Box {
  readonly id: string;
  readonly label: string;
  readonly band: string;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly standing: Standing;
}

/** Source: https://mermaid.js.org/syntax/flowchart.html */
function mermaid(routes: readonly Route[]): { readonly source: string; readonly edges: number } {
  const boxes = new Map<string, Box>();
  const edges = new Map<string, Edge>();
  const box = (key: string, label: string, band: string) => {
    const known = boxes.get(key) ?? { id: `n${boxes.size}`, label, band };
    boxes.set(key, known);
    return known.id;
  };
  const join = (from: string, to: string, standing: Standing) => {
    const before = edges.get(`${from} ${to}`);
    edges.set(`${from} ${to}`, { from, to, standing: worstStanding([standing, before?.standing ?? 'pass']) });
  };
  for (const { facts, owner, name, parts, certificate, key, ...route } of routes) {
    const home = bandName(route.home);
    const balancer = box(`owner ${owner}`, owner, home);
    const listener = box(`listener ${facts.address} ${name}`, name, home);
    join(balancer, listener, parts.listener);
    if (certificate === null) continue;
    const band = certificate.home.kind === 'none' ? home : bandName(certificate.home);
    const missing = certificate.kind === 'missing' ? ` ${facts.address} ${name}` : '';
    const end = box(`certificate ${certificate.name}${missing}`, certificate.name, band);
    join(listener, end, worstStanding([parts.link, parts.certificate]));
    if (key === null) continue;
    const label = [key.algorithm, key.address].filter(Boolean).join(' ');
    join(end, box(`key ${certificate.name} ${label}`, label, band), parts.key);
  }
  const bands = [...groupBy([...boxes.values()], ({ band }) => band)];
  const source = [
    'flowchart LR',
    ...bands.flatMap(([band, members], at) => [
      `subgraph b${at}["${labelText(band)}"]`,
      ...members.map(({ id, label }) => `${id}["${labelText(label)}"]`),
      'end',
    ]),
    ...[...edges.values()].map(({ from, to, standing }) => `${from} ${ARROWS[standing]} ${to}`),
    ...edgeStyles([...edges.values()]),
  ].join('\n');
  return { source, edges: edges.size };
}

const COLOURS = { error: '#cf222e', warning: '#bf8700', open: '#8c959f' } as const;

function edgeStyles(edges: readonly Edge[]): readonly string[] {
  return Object.entries(COLOURS).flatMap(([standing, colour]) => {
    const indexes = edges.flatMap((edge, at) => (edge.standing === standing ? [at] : []));
    return indexes.length === 0 ? [] : [`linkStyle ${indexes.join(',')} stroke:${colour},stroke-width:3px`];
  });
}

const ARROWS = {
  error: '-->|✕|',
  warning: '-->',
  note: '-->',
  open: '-.->|?|',
  waived: '-->',
  pass: '-->',
} as const satisfies Record<Standing, string>;

function bandName(home: Home): string {
  switch (home.kind) {
    case 'region':
      return home.region;
    case 'everywhere':
      return 'IAM: every Region';
    case 'unknown':
    case 'none':
      return 'Region unknown';
    default:
      return home satisfies never;
  }
}

/** The longest label that leaves the picture a picture. */
const LONGEST_LABEL = 60;

/** Text that cannot end its quotes, nor be read as Markdown or HTML. Source: https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters */
function labelText(text: string): string {
  const characters = [...escapeControls(text)];
  const short = characters.length > LONGEST_LABEL ? ['…', ...characters.slice(1 - LONGEST_LABEL)] : characters;
  return short
    .map((character) => (/[\p{L}\p{N} ._:…-]/u.test(character) ? character : `#${character.codePointAt(0)};`))
    .join('');
}
