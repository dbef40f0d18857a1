import { parseInput } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import type { AnyPipeline } from '../../pipelines/index.js';
import type { CallControl, EngineContext } from '../context.js';

/**
 * Fills in what a question needs and its asker did not say: the instant, the threshold of mastery, the forgetting curve, the zone that
 * the learner lives in and the hour at which their day turns.
 * What comes back was held to the question's params, but for those of a page.
 */
export async function contextParams(
  context: EngineContext,
  { params, scope }: AnyPipeline,
  given: { readonly [param: string]: unknown },
  { signal }: CallControl,
  where: string,
): Promise<{ readonly [param: string]: unknown }> {
  const misses = (param: string) => param in params.shape && given[param] === undefined;
  const filled = {
    ...given,
    ...(misses('at') && { at: context.clock() }),
    ...(misses('mastered_above') && { mastered_above: context.models.masteredAbove }),
    ...(misses('curve') && { curve: context.models.forgetting.params.shape }),
  };
  const owner = given['user_id'];
  const asksOfDays = misses('timezone') || misses('day_rollover_hour');
  const lives = asksOfDays && scope === 'learner' && typeof owner === 'string' ? await profileOf(context, owner, signal) : undefined;
  const { timezone = lives?.timezone, day_rollover_hour = lives?.day_rollover_hour } = given;
  if (lives === null && timezone === undefined) throw nowhere(where);
  const whole = {
    ...filled,
    ...(misses('timezone') && { timezone }),
    ...(misses('day_rollover_hour') && { day_rollover_hour }),
  };
  if (!('limit' in params.shape)) return parseInput(params, whole, where);
  // Which page is asked for is no part of the question; the schema wants some limit.
  const { limit, after, ...question } = parseInput(params, { ...whole, limit: 1 }, where);
  return question;
}

async function profileOf({ repositories }: EngineContext, userId: string, signal: AbortSignal | undefined) {
  const user = await repositories.users.findOne({ user_id: userId }, { signal, fields: ['profile'] });
  return user === null ? null : user.profile;
}

function nowhere(where: string): AdaptiveLearningError {
  return new AdaptiveLearningError(
    'not_found',
    `${where}: expected a learner with an account, or a timezone among the params, came neither`,
    {
      where,
      expected: 'a learner with an account, or a timezone',
      received: 'neither',
    },
  );
}
