import type { z } from 'zod';
import { emotionalChanges } from '../../pipelines/index.js';
import type { CallControl } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import type { AggregationTally } from './aggregation-tally.js';
import { SessionDays } from './session-days.js';

/** A span of recording, its end not included. */
export interface Slice {
  readonly since: Date;
  readonly until: Date;
}

/** Days of one learner that may have changed. */
export interface AffectedDays {
  readonly userId: string;
  readonly places: SessionDays;
  /** By the number of the day: whether something was recorded that says how the learner felt. */
  readonly days: ReadonlyMap<number, boolean>;
}

type Change = z.output<typeof emotionalChanges.row>;
/** Of one learner. */
type Changes = readonly [Change, ...Change[]];

const DAY_MS = 86_400_000;
/** Small, so that the server hears of the cursor again long before it gives it up. */
const ROWS_AT_A_TIME = 1_000;

/** The learners of whom something was recorded, one after the other; one learner's changes are held at a time. */
export async function* changedLearners(
  { repositories }: EngineContext,
  slice: Slice,
  tally: AggregationTally,
  { signal }: CallControl,
): AsyncGenerator<Changes> {
  let own: [Change, ...Change[]] | undefined;
  const options = { signal, onUnreadable: tally.onUnreadable, batchSize: ROWS_AT_A_TIME };
  for await (const change of repositories.learning_events.run(emotionalChanges, { ...slice }, options)) {
    if (own?.[0].user_id === change.user_id) own.push(change);
    else {
      if (own !== undefined) yield own;
      own = [change];
    }
  }
  if (own !== undefined) yield own;
}

/** The days that a learner's changes touch: those of the events, and for a rating that of what it rates. */
export async function affectedDays(
  context: EngineContext,
  changes: Changes,
  tally: AggregationTally,
  control: CallControl,
): Promise<AffectedDays> {
  const userId = changes[0].user_id;
  const places = new SessionDays(context, userId);
  await places.learn(
    changes.map(({ session_id }) => session_id),
    tally,
    control,
  );
  const days = new Map<number, boolean>();
  const touch = (day: number, felt: boolean) => days.set(day, felt || days.get(day) === true);
  for (const { session_id, first, last, felt } of changes) {
    // Between two events of one UTC day the learner's day may turn once or, where a clock crossed the date line, leave a number out.
    for (let at = first.getTime(); ; at = Math.min(at + DAY_MS / 2, last.getTime())) {
      const day = places.dayOf({ session_id, occurred_at: new Date(at) });
      if (day !== null) touch(day, felt);
      if (at >= last.getTime()) break;
    }
  }
  const rated = changes.flatMap(({ intervention_id }) => intervention_id ?? []);
  if (rated.length > 0) {
    const options = { signal: control.signal, onUnreadable: tally.onUnreadable };
    for await (const event of context.repositories.learning_events.ofIds(userId, rated, options)) {
      if (event.type !== 'intervention') continue;
      const day = places.dayOf(event);
      if (day !== null) touch(day, false);
    }
  }
  return { userId, places, days };
}
