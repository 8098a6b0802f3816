import type { ListenerSource } from '../../facts/index.js';
import type { ListenerFacts } from '../../model/facts.js';
import type { FindingSubject } from '../../model/finding.js';
import type { Configurations } from '../../read/source/index.js';
import { findPlace, type Place } from './place.js';

/** What stands in the source for a subject; undefined where the source of its input is not at hand. */
export type PlaceOf = (subject: SourceSubject) => Place | undefined;

/** A subject of an input, by its address; with a listener, the block of that listener. */
export interface SourceSubject extends Pick<FindingSubject, 'input' | 'address'> {
  readonly listener: ListenerFacts | undefined;
}

/** Finds subjects in the source. Each that is not there is told once. */
export function placeFinder(
  configurations: Configurations,
  sources: readonly ListenerSource[],
  onNotice: (text: string) => void,
): PlaceOf {
  const told = new Set<string>();
  return ({ input, address, listener }) => {
    const configuration = configurations.get(input);
    if (configuration === undefined) return undefined;
    const place = findPlace(configuration, address, listener, sources);
    const notice = `${address} is not in the source: was ${input} planned from it?`;
    if (place.missing && !told.has(notice)) onNotice(notice);
    if (place.missing) told.add(notice);
    return place;
  };
}
