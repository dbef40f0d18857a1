import type { z } from 'zod';
import { invalidInput } from '../../errors.js';
import { aFunction, type CallControl, inputSchema, type OptionsOf, withModelSnapshot } from '../../runtime/index.js';
import { fields, LIMITS } from '../../schema/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { engineVerb } from '../define-verb.js';
import { AggregationTally, type EmotionAggregation } from '../emotions/aggregation-tally.js';
import { emotionalDays } from '../emotions/emotional-days.js';
import { recomputeSpan } from '../emotions/recompute-span.js';

export interface AggregateEmotionsControl extends CallControl {
  /** Called after each learner with the progress. */
  readonly onProgress?: ((soFar: EmotionAggregation) => void) | undefined;
}

const aggregateEmotionsInput = inputSchema(
  'AggregateEmotionsInput',
  {
    since: fields.instant.optional(),
    until: fields.instant.optional(),
    user_id: fields.userId.optional(),
  },
  {
    since: 'Recomputes all days from this instant on; if not given, only days with events recorded since the last run.',
    until: 'Recomputes all days before this instant; up to the last event if not given. Requires `since`.',
    user_id: 'Only this learner. Requires `since`.',
  },
).refine(({ since, until, user_id }) => since !== undefined || (until === undefined && user_id === undefined), {
  path: ['since'],
  error: 'an instant, where until or user_id is given',
});

const PROGRESS: OptionsOf<AggregateEmotionsControl> = {
  onProgress: { check: aFunction, sentence: 'Called after each learner with the progress.' },
};

export const aggregateEmotions = engineVerb({
  name: 'aggregateEmotions',
  action: 'run_jobs',
  kind: 'job',
  input: aggregateEmotionsInput.prefault({}),
  control: PROGRESS,
  cannotJoin: 'days are stored in a transaction for each learner',
  summary: "Aggregates each learner's emotions by day, week and month from the log. Run it at least once a day.",
  details:
    'It recomputes all days for which something was recorded since the last run, including late events. It is idempotent. After an interruption, the next run continues from the last completed part.',
  result: 'The numbers of aggregated learners, days, weeks and months.',
  errors: {
    invalid_input: 'a span that ends before it begins',
  },
  example: 'await engine.aggregateEmotions();',
  run,
});

async function run(
  engine: EngineContext,
  _: Actor,
  { since, until, user_id }: z.output<typeof aggregateEmotionsInput>,
  { onProgress, ...control }: AggregateEmotionsControl,
): Promise<EmotionAggregation> {
  const where = 'aggregateEmotions';
  if (since !== undefined && until !== undefined && since >= until) throw invalidInput(`${where}.until`, 'an instant after since', until);
  await engine.ensureTransactions(where);
  if (since === undefined) return emotionalDays(onProgress).run(engine, { ...control, onProgress: () => undefined });
  const context = withModelSnapshot(engine, control);
  const tally = new AggregationTally(onProgress);
  await recomputeSpan(context, { since, until: until ?? afterAll(context.clock()) }, user_id, tally, control);
  return tally.soFar();
}

/** An instant that no event lies behind, however far its device's clock runs ahead. */
function afterAll(now: Date): Date {
  return new Date(now.getTime() + LIMITS.clockSkewMs + 1);
}
