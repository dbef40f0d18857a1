import { type AnyPipeline, PIPELINES } from 'adaptive-learning-engine/pipelines';
import type { z } from 'zod';
import type { LearnerIdentity } from '../lives/learner-identity.js';
import { SCALE_CURRICULUM } from '../lives/scale-curriculum.js';

const DAY_MS = 86_400_000;

/** What a pipeline is asked with here: each param that it must have, by the name that the param has in all of them. */
export function paramsOf(pipeline: AnyPipeline, learners: readonly LearnerIdentity[], now: Date): { readonly [param: string]: unknown } {
  const known: { readonly [param: string]: unknown } = {
    user_id: learners[0]?.userId,
    user_ids: learners.map(({ userId }) => userId),
    cohorts: [{ name: 'all', user_ids: learners.map(({ userId }) => userId) }],
    at: now,
    since: new Date(now.getTime() - 90 * DAY_MS),
    until: now,
    days: 30,
    window_days: 7,
    timezone: 'UTC',
    day_rollover_hour: 4,
    mastered_above: 0.8,
    bins: 10,
    limit: 50,
    least_learners: 10,
    by: 'strategy',
    subject: SCALE_CURRICULUM[0]?.[0]?.subject,
    after: pipeline.name === 'answer_log' ? '' : undefined,
  };
  const needed = Object.entries(pipeline.params.shape).filter(([, schema]) => !(schema as z.ZodType).safeParse(undefined).success);
  for (const [param] of needed) {
    if (known[param] === undefined)
      throw new Error(`Expected to know what ${pipeline.name} is asked with, came the param ${param}: add it here`);
  }
  return Object.fromEntries(needed.map(([param]) => [param, known[param]]));
}

/** All pipelines, for code that does not know whose turn it is. */
export const EVERY_PIPELINE: readonly AnyPipeline[] = Object.values(PIPELINES);
