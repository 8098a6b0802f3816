/** Facts, and what they are on less ground: a verdict rests on whatever it would not be given without. */
export interface Grounded<Facts> {
  readonly facts: Facts;
  /** What is assumed of expressions that the plan does not show; undefined where nothing is. */
  readonly assumption?: Ground<Facts> | undefined;
  /** The folder whose source was used; undefined where none was. */
  readonly source?: Ground<Grounded<Facts>> | undefined;
}

/** One thing that facts may rest on. */
export interface Ground<Facts> {
  readonly says: string;
  /** The facts without it; undefined where there is no such subject then. */
  readonly without: Facts | undefined;
}

/** The same facts after a change, on every ground. */
export function mapGrounded<Facts>(grounded: Grounded<Facts>, map: (facts: Facts) => Facts): Grounded<Facts> {
  const { facts, assumption, source } = grounded;
  return {
    facts: map(facts),
    assumption: assumption && { ...assumption, without: assumption.without && map(assumption.without) },
    source: source && { ...source, without: source.without && mapGrounded(source.without, map) },
  };
}

/** The facts of a subject that was found without the source, too, or was not; they say whether the source told any. */
export function groundedInSource<Facts extends { readonly fromSource: string | null }>(
  subject: Grounded<Facts>,
  folder: string,
  without: Grounded<Facts> | undefined,
): Grounded<Facts> {
  const { facts } = subject;
  const isTold = JSON.stringify(facts) !== JSON.stringify(without?.facts);
  return { ...subject, facts: isTold ? { ...facts, fromSource: folder } : facts, source: { says: folder, without } };
}
