import { z } from 'zod';
import { fields, LIMITS, parseInput } from '../../collections/index.js';
import { invalidInput } from '../../errors.js';
import { type CallControl, withModelSnapshot } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { AggregationTally, type EmotionAggregation } from '../emotions/aggregation-tally.js';
import { followLog } from '../emotions/follow-log.js';
import { recomputeSpan } from '../emotions/recompute-span.js';

const input = z
  .strictObject({
    /** Recomputes every day from this instant on, whether or not it changed; only what was recorded since the last run if not given. */
    since: fields.instant.optional(),
    /** Up to and without this instant; to the last event if not given. */
    until: fields.instant.optional(),
    /** One learner only. */
    user_id: fields.userId.optional(),
  })
  .refine(({ since, until, user_id }) => since !== undefined || (until === undefined && user_id === undefined), {
    path: ['since'],
    error: 'an instant, where until or user_id is given',
  });

export type AggregateEmotionsInput = z.input<typeof input>;

export interface AggregateEmotionsControl extends CallControl {
  /** Told after each learner how far it has come. */
  readonly onProgress?: ((soFar: EmotionAggregation) => void) | undefined;
}

/**
 * Sums each learner's days of emotions from the log, and their weeks and months from the days. What was recorded since the last run is looked at, whole
 * days at a time: a late event opens its day again. Running it twice changes nothing; stopped at any point, the next run goes on where it was sure.
 *
 * @throws AdaptiveLearningError `invalid_input` for a span that is reversed, `aborted`, `database_unavailable`
 */
export async function aggregateEmotions(
  engine: EngineContext,
  value: AggregateEmotionsInput,
  { onProgress, ...control }: AggregateEmotionsControl,
): Promise<EmotionAggregation> {
  const where = 'aggregateEmotions';
  const { since, until, user_id } = parseInput(input, value, where);
  if (since !== undefined && until !== undefined && since >= until) throw invalidInput(`${where}.until`, 'an instant after since', until);
  await engine.ensureTransactions(where);
  const context = withModelSnapshot(engine, control);
  const tally = new AggregationTally(onProgress);
  if (since === undefined) await followLog(context, tally, control);
  else await recomputeSpan(context, { since, until: until ?? afterAll(context.clock()) }, user_id, tally, control);
  return tally.soFar();
}

/** An instant that no event lies behind, however far its device's clock runs ahead. */
function afterAll(now: Date): Date {
  return new Date(now.getTime() + LIMITS.clockSkewMs + 1);
}
