import { parseInput } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import type { AnyPipeline } from '../../pipelines/index.js';
import type { EngineContext } from '../context.js';

/** What stands for the learner's own zone while only the other params are looked at. */
const ANY_ZONE = 'UTC';

/** A question with all its params, but for those of a page. */
export interface WholeQuestion {
  readonly params: { readonly [param: string]: unknown };
  /** Params that depend on when or of whom it is asked, and that the asker did not say. */
  readonly filled: readonly ('at' | 'timezone')[];
}

/**
 * Fills in what a question needs and its asker did not say: the instant, the threshold of mastery. What comes back was held to the
 * question's params; the learner's own zone is filled in by {@link ownZone}, once it is known that the answer must be loaded.
 */
export function wholeQuestion(
  context: EngineContext,
  { params, scope }: AnyPipeline,
  given: { readonly [param: string]: unknown },
  now: Date,
  where: string,
): WholeQuestion {
  const misses = (param: string) => param in params.shape && given[param] === undefined;
  const at = misses('at');
  const timezone = misses('timezone') && scope === 'learner';
  const whole = {
    ...given,
    ...(at && { at: now }),
    ...(misses('mastered_above') && { mastered_above: context.models.masteredAbove }),
    ...(timezone && { timezone: ANY_ZONE }),
  };
  const filled = [...(at ? (['at'] as const) : []), ...(timezone ? (['timezone'] as const) : [])];
  if (!('limit' in params.shape)) return { params: parseInput(params, whole, where), filled };
  // Which page is asked for is no part of the question; the schema wants some limit.
  const { limit, after, ...question } = parseInput(params, { ...whole, limit: 1 }, where);
  return { params: question, filled };
}

/** The same params, in the zone that the learner lives in where none was said. */
export async function ownZone(
  context: EngineContext,
  { params, filled }: WholeQuestion,
  signal: AbortSignal | undefined,
  where: string,
): Promise<WholeQuestion['params']> {
  if (!filled.includes('timezone')) return params;
  return { ...params, timezone: await zoneOf(context, params['user_id'] as string, signal, where) };
}

async function zoneOf({ repositories }: EngineContext, userId: string, signal: AbortSignal | undefined, where: string): Promise<string> {
  const user = await repositories.users.findOne({ user_id: userId }, { signal, fields: ['profile'] });
  if (user !== null) return user.profile.timezone;
  throw new AdaptiveLearningError(
    'not_found',
    `${where}: expected a learner with an account, or a timezone among the params, came neither`,
    {
      where,
      expected: 'a learner with an account, or a timezone',
      received: 'neither',
    },
  );
}
