import { defineFollower, inParallel, type RunControl, readWithRetry, withModelSnapshot } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { allowsEmotions } from './account.js';
import { affectedDays, changedLearners, type Slice } from './affected-days.js';
import { AggregationTally, type EmotionAggregation } from './aggregation-tally.js';
import { recomputeLearner } from './recompute-learner.js';

/** A day of recording at a time. */
const PAGE_MS = 86_400_000;

/** The sums of emotions of what is new, as a job. Its writes look whether they were outrun, so none comes late. */
export function emotionalDays(onLearner?: (soFar: EmotionAggregation) => void) {
  return defineFollower({
    name: 'aggregateEmotions',
    summary: 'Sums days, weeks and months of emotions of what was recorded since the last run.',
    everyMinutes: 60,
    unit: 'learners',
    pageMs: PAGE_MS,
    begin(engine: EngineContext, control) {
      const context = withModelSnapshot(engine, control);
      const tally = new AggregationTally(onLearner);
      return {
        async page({ since, until }, progress) {
          await engine.ensureTransactions('aggregateEmotions');
          await recomputeChanged(context, { since: since ?? new Date(0), until }, tally, control, () => progress(tally.soFar().learners));
        },
        report: (): EmotionAggregation => tally.soFar(),
      };
    },
  });
}

async function recomputeChanged(
  context: EngineContext,
  slice: Slice,
  tally: AggregationTally,
  control: RunControl,
  onLearner: () => void,
): Promise<void> {
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
    onLearner();
  });
}
