import type { AnyPipeline } from 'adaptive-learning-engine/pipelines';
import type { z } from 'zod';
import { SCALE_CURRICULUM } from '../lives/scale-curriculum.js';

const DAY_MS = 86_400_000;
const SPAN_DAYS = 90;

/** What the engine fills in by itself, and which page is asked for: left to it. */
const FILLED_IN = new Set(['at', 'mastered_above', 'timezone', 'day_rollover_hour', 'curve', 'limit']);

/**
 * What a pipeline is asked with here: each param that it cannot do without, by the name that the param has in all of them.
 *
 * @throws Error for a pipeline with a param that nobody has told this bench about
 */
export function paramsOf(pipeline: AnyPipeline, users: readonly string[], now: Date): { readonly [param: string]: unknown } {
  const until = new Date(Math.ceil(now.getTime() / DAY_MS) * DAY_MS);
  const known: { readonly [param: string]: unknown } = {
    user_id: users[0],
    user_ids: users,
    cohorts: [{ name: 'a class', user_ids: users }],
    since: new Date(until.getTime() - SPAN_DAYS * DAY_MS),
    until,
    days: 30,
    concepts: 20,
    window_days: 7,
    bins: 10,
    by: 'strategy',
    subject: SCALE_CURRICULUM[0]?.[0]?.subject,
    after: '',
  };
  const isNeeded = ([param, schema]: [string, unknown]) => !FILLED_IN.has(param) && !(schema as z.ZodType).safeParse(undefined).success;
  const needed = Object.entries(pipeline.params.shape).filter(isNeeded);
  for (const [param] of needed) {
    if (known[param] === undefined)
      throw new Error(`${pipeline.name} wants the param ${param}: say in pipeline-params.ts what it is asked with`);
  }
  return Object.fromEntries(needed.map(([param]) => [param, known[param]]));
}
