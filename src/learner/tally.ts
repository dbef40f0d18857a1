/** Answers under one label and the sum of their scores: the mean is what the label was worth. */
export interface Tally {
  readonly answers: number;
  readonly score_sum: number;
}

/** Counts one more answer under a label; a label beyond `max` different ones is not counted. */
export function countAnswer<Label extends string>(
  tallies: { readonly [L in Label]?: Tally | undefined },
  label: Label,
  score: number,
  max: number,
): { [L in Label]?: Tally } {
  const known = entryOf<Tally | undefined>(tallies, label);
  if (known === undefined && Object.keys(tallies).length >= max) return tallies as { [L in Label]?: Tally };
  const next: Tally = { answers: (known?.answers ?? 0) + 1, score_sum: (known?.score_sum ?? 0) + score };
  return { ...tallies, [label]: next } as { [L in Label]?: Tally };
}

/** Counts one more under a name; a name beyond `max` different ones is not counted. */
export function countName(counts: { readonly [name: string]: number }, name: string, max: number): { [name: string]: number } {
  const known = entryOf(counts, name);
  if (known === undefined && Object.keys(counts).length >= max) return counts;
  return { ...counts, [name]: (known ?? 0) + 1 };
}

/** What a record that learners' words are the names of holds under one; `constructor` is a word too. */
export function entryOf<Value>(record: { readonly [name: string]: Value }, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The mean score under each label with at least `enough` answers. */
export function meanScores<Label extends string>(
  tallies: { readonly [L in Label]?: Tally | undefined },
  enough = 1,
): { [L in Label]?: number } {
  const means: { [L in Label]?: number } = {};
  for (const [label, tally] of Object.entries<Tally | undefined>(tallies)) {
    if (tally !== undefined && tally.answers >= enough) means[label as Label] = tally.score_sum / tally.answers;
  }
  return means;
}
