/**
 * How far a job has processed the log for figures such as daily emotions and usage: `recorded_before` of a result, with the queried span.
 */
export interface Followed {
  /** All events recorded before this instant are included; null if the job has never completed. */
  readonly recorded_before: Date | null;
  readonly since: Date;
  readonly until: Date;
  /** The time zone for displaying the instant. */
  readonly timezone: string;
}

/** What may be said where there are no rows: nothing, nothing about this span, that there was nothing up to an instant, or in all of it. */
export type Knowledge = 'never' | 'earlier' | 'partly' | 'wholly';

export function knowledgeOf({ recorded_before, since, until }: Followed): Knowledge {
  if (recorded_before === null) return 'never';
  if (recorded_before <= since) return 'earlier';
  return recorded_before < until ? 'partly' : 'wholly';
}
