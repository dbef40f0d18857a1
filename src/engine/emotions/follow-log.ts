import { attemptWrite, type CallControl, readWithRetry } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { allowsEmotions } from './account.js';
import { affectedDays, changedLearners, type Slice } from './affected-days.js';
import type { AggregationTally } from './aggregation-tally.js';
import { inParallel } from './in-parallel.js';
import { recomputeLearner } from './recompute-learner.js';

const FOLLOWER = 'emotional_days';
/** A day of recording at a time: how far the work has come is stored after each. */
const SLICE_MS = 86_400_000;

/**
 * An event carries the time at which its call began. It shows up in the log when its transaction is committed, which may be after all the time that a
 * call may take ({@link EngineContext.deadlineMs}, 30 s unless set), and that of a last commit, which the server ends after 90 s at the most; and
 * the clocks of two processes may be apart. So what was recorded within this time of now, 420 s in all, is looked at again by the next run.
 */
const COMMIT_MS = 90_000;
const CLOCKS_APART_MS = 300_000;

/** A slice of recording at a time, from where the last run was sure of to now. */
export async function followLog(context: EngineContext, tally: AggregationTally, control: CallControl): Promise<void> {
  const { watermarks, learning_events } = context.repositories;
  const now = context.clock();
  const sureBefore = new Date(now.getTime() - context.deadlineMs - COMMIT_MS - CLOCKS_APART_MS);
  const end = new Date(now.getTime() + 1);
  const advance = (to: Date) => {
    const sure = to < sureBefore ? to : sureBefore;
    return attemptWrite(context, { where: 'aggregateEmotions', control }, () =>
      watermarks.advance(FOLLOWER, sure, context.clock(), control),
    );
  };
  const nextFrom = (from: Date) =>
    readWithRetry(context, 'aggregateEmotions', control, () => learning_events.firstRecorded(from, { signal: control.signal }));
  let from = await readWithRetry(context, 'aggregateEmotions', control, () => watermarks.of(FOLLOWER, { signal: control.signal }));
  for (let next = await nextFrom(from ?? new Date(0)); next !== null && next < end; next = await nextFrom(from)) {
    from = new Date(Math.min(next.getTime() + SLICE_MS, end.getTime()));
    await renewChanged(context, { since: next, until: from }, tally, control);
    await advance(from);
  }
  await advance(end);
}

async function renewChanged(context: EngineContext, slice: Slice, tally: AggregationTally, control: CallControl): Promise<void> {
  await inParallel(changedLearners(context, slice, tally, control), async (changes) => {
    const [{ user_id }] = changes;
    const allowed = await readWithRetry(context, 'aggregateEmotions', control, () => allowsEmotions(context, user_id, tally, control));
    if (!allowed) tally.add({ withheld: 1 });
    else {
      const touched = await readWithRetry(context, 'aggregateEmotions', control, () => affectedDays(context, changes, tally, control));
      await recomputeLearner(context, touched, tally, control);
      tally.add({ learners: 1 });
    }
    tally.report();
  });
}
