import { attemptWrite, type CallControl, readWithRetry, wholeBefore } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { allowsEmotions } from './account.js';
import { affectedDays, changedLearners, type Slice } from './affected-days.js';
import type { AggregationTally } from './aggregation-tally.js';
import { inParallel } from './in-parallel.js';
import { recomputeLearner } from './recompute-learner.js';

const FOLLOWER = 'aggregateEmotions';
/** A day of recording at a time: how far the work has come is stored after each. */
const SLICE_MS = 86_400_000;

/** A slice of recording at a time, from where the last run was sure of to now. */
export async function followLog(context: EngineContext, tally: AggregationTally, control: CallControl): Promise<void> {
  const { watermarks, learning_events } = context.repositories;
  const now = context.clock();
  // What was recorded after this instant is looked at again by the next run.
  const sureBefore = wholeBefore(now, context.deadlineMs);
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
