import type { AnyPipeline } from 'adaptive-learning-engine/pipelines';
import { SCALE_CURRICULUM } from '../histories/scale-curriculum.js';

const DAY_MS = 86_400_000;
const SPAN_DAYS = 90;

/** What the engine fills in by itself, and which page is asked for: left to it. */
const FILLED_IN = new Set(['at', 'mastered_above', 'timezone', 'day_rollover_hour', 'curve', 'limit']);

/** What a pipeline is asked with here: its example, about these learners and the last days. */
export function paramsOf({ example }: AnyPipeline, users: readonly string[], now: Date): { readonly [param: string]: unknown } {
  const until = new Date(Math.ceil(now.getTime() / DAY_MS) * DAY_MS);
  const here: { readonly [param: string]: unknown } = {
    user_id: users[0],
    user_ids: users,
    cohorts: [{ name: 'a class', user_ids: users }],
    since: new Date(until.getTime() - SPAN_DAYS * DAY_MS),
    until,
    subject: SCALE_CURRICULUM[0]?.[0]?.subject,
  };
  const asked = Object.entries(example).filter(([param]) => !FILLED_IN.has(param));
  return Object.fromEntries(asked.map(([param, shown]) => [param, here[param] ?? shown]));
}
