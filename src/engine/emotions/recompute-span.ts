import { PERIODS } from '../../learner/index.js';
import { type CallControl, inParallel, readWithRetry } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { ACCOUNT_FIELDS, isWilling } from './account.js';
import type { AffectedDays, Slice } from './affected-days.js';
import type { AggregationTally } from './aggregation-tally.js';
import { recomputeLearner } from './recompute-learner.js';
import { SessionDays } from './session-days.js';
import { earliestOf, possibleDays } from './sum-days.js';

/** Learners read at a time. */
const BATCH = 100;

/** Every day of a span, learner by learner. */
export async function recomputeSpan(
  context: EngineContext,
  span: Slice,
  userId: string | undefined,
  tally: AggregationTally,
  control: CallControl,
): Promise<void> {
  const { signal } = control;
  const options = { signal, fields: ACCOUNT_FIELDS, onUnreadable: tally.onUnreadable, sort: { user_id: 1 }, batchSize: BATCH } as const;
  const users = context.repositories.users.find(userId === undefined ? {} : { user_id: userId }, {
    ...options,
    ...(userId === undefined ? { reach: 'all' as const } : {}),
  });
  await inParallel(users[Symbol.asyncIterator](), async (user) => {
    let days = 0;
    if (!isWilling(user)) tally.add({ withheld: 1 });
    else
      for await (const month of monthsOf(context, user.user_id, span, control)) {
        days += month.days.size;
        await recomputeLearner(context, month, tally, control);
      }
    if (days > 0) tally.add({ learners: 1 });
    tally.report();
  });
}

/** The months of a learner in which something happened, each with all its days in the span. */
async function* monthsOf(
  context: EngineContext,
  userId: string,
  { since, until }: Slice,
  control: CallControl,
): AsyncGenerator<AffectedDays> {
  const lastDay = possibleDays(new Date(until.getTime() - 1)).last;
  let day = possibleDays(since).first;
  let from = since;
  while (day <= lastDay) {
    const next = await readWithRetry(context, 'aggregateEmotions', control, () =>
      context.repositories.learning_events.firstOccurred(userId, from, { signal: control.signal }),
    );
    if (next === null || next >= until) return;
    const begin = Math.max(day, possibleDays(next).first);
    const end = Math.min(lastDay, PERIODS.monthly_report.last(begin));
    const days = Array.from({ length: end - begin + 1 }, (_, later) => [begin + later, true] as const);
    if (days.length > 0) yield { userId, places: new SessionDays(context, userId), days: new Map(days) };
    day = end + 1;
    from = earliestOf(day);
  }
}
