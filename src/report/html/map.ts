import type { Place } from '../chain.js';
import type { ListenerGroup } from '../grouped.js';
import { STANDINGS, standingOf } from '../standing.js';
import { portName } from '../subject-name.js';
import { type HueOf, placeName } from './bands.js';
import { type Markup, markup, nothing } from './markup.js';
import { STANDING_NAMES, sign } from './signs.js';

/** The listeners of one Region, with their anchors. */
export interface MapRow {
  readonly place: Place;
  readonly listeners: readonly { readonly id: string; readonly address: string; readonly group: ListenerGroup }[];
}

/** Listeners from which a page is too long to take in at once. */
const LONG = 12;

/** Every listener as a square that leads to it, a row for each Region. */
export function listenerMap(rows: readonly MapRow[], hueOf: HueOf): Markup {
  const all = rows.flatMap(({ listeners }) => listeners);
  if (all.length < LONG) return nothing;
  return markup`<dl class="map" aria-label="All listeners by Region">${rows.map(
    ({ place, listeners }) =>
      markup`<dt class="${hueOf(place)}">${placeName(place)}</dt><dd>${worstFirst(listeners).map(square)}</dd>`,
  )}</dl>`;
}

function worstFirst(listeners: MapRow['listeners']): MapRow['listeners'] {
  const rank = ({ group }: MapRow['listeners'][number]) => STANDINGS.indexOf(standingOf(group.findings));
  return [...listeners].sort((left, right) => rank(left) - rank(right));
}

function square({ id, address, group }: MapRow['listeners'][number]): Markup {
  const standing = standingOf(group.findings);
  const name = `${address} listener ${portName(group.port)}: ${STANDING_NAMES[standing]}`;
  return markup`<a class="${standing}" href="#${id}" title="${name}" aria-label="${name}">${standing === 'pass' ? nothing : sign(standing)}</a>`;
}
