/**
 * How far figures have come that are made from the log by a job of their own, as days of emotions and of use are: an answer's
 * `recorded_before` beside the span that it answers for.
 */
export interface Followed {
  /** All that was recorded before this instant is in the rows; null where that is not known, since the job has never run to its end. */
  readonly recorded_before: Date | null;
  readonly since: Date;
  readonly until: Date;
  /** The zone that the instant is shown in. */
  readonly timezone: string;
}

/** What may be said where there are no rows: nothing, nothing about this span, that there was nothing up to an instant, or in all of it. */
export type Knowledge = 'never' | 'earlier' | 'partly' | 'wholly';

export function knowledgeOf({ recorded_before, since, until }: Followed): Knowledge {
  if (recorded_before === null) return 'never';
  if (recorded_before <= since) return 'earlier';
  return recorded_before < until ? 'partly' : 'wholly';
}
