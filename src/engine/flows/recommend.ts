import type { z } from 'zod';
import { parseInput } from '../../collections/index.js';
import { invalidInput } from '../../errors.js';
import { CANDIDATES, dueWithin, type Recommendation, recommendSteps, studiedIn } from '../../learner/index.js';
import { runCooperatively } from '../../repositories/index.js';
import type { CallControl } from '../../runtime/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { recommendInput } from '../inputs.js';
import { firstOf, type Listing, listingOf, unreadableIn } from '../listing.js';
import { readLearnerContext } from '../read-learner-now.js';

/** How many a caller gets who names neither a number nor a time. */
const USUAL_LIMIT = 5;
const LONGEST_HORIZON_DAYS = 3_653;
const DAY_MS = 86_400_000;

export type RecommendInput = z.input<typeof recommendInput>;

/** What the learner should do next, best first, each with its gain, its reasons and the numbers behind them. */
export async function recommend(
  context: EngineContext,
  caller: Caller,
  value: RecommendInput,
  control: CallControl,
): Promise<Listing<Recommendation>> {
  const where = 'recommend';
  permit(caller, 'read', where);
  const asked = parseInput(recommendInput, value, where);
  const { at = context.clock(), subject, minutes, within, limit = minutes === undefined ? USUAL_LIMIT : CANDIDATES } = asked;
  const horizon = horizonAfter(at, asked.horizon, where);
  const { content_mastery, learning_sessions, concepts } = context.repositories;
  const { models } = context;
  const filter = { ...control, subject };
  const { now, mayUseOf } = await readLearnerContext(context, caller.userId, at, where, control);
  const isStudied = studiedIn(models);
  const [soonest, weak, levels, curriculum, latest] = await Promise.all([
    firstOf(CANDIDATES, (most) => content_mastery.soonest(caller.userId, { ...filter, limit: most }), isStudied),
    firstOf(
      CANDIDATES,
      (most) => content_mastery.weakest(caller.userId, { ...filter, below: models.masteredAbove, limit: most }),
      isStudied,
    ),
    listingOf(() => content_mastery.levels(caller.userId, filter)),
    listingOf(() => concepts.graph(filter)),
    firstOf(1, (most) => learning_sessions.latest(caller.userId, { ...control, at, limit: most })),
  ]);
  const known = {
    now,
    limit,
    horizon,
    minutes,
    dueBy: dueWithin(now, within),
    soonest: soonest.rows,
    weak: weak.rows,
    levels: levels.rows,
    curriculum: curriculum.rows,
    session: latest.rows[0],
    mayUseOf,
  };
  const rows = await runCooperatively(recommendSteps(known, models), { where, signal: control.signal });
  return { rows, unreadable: unreadableIn(soonest, weak, levels, curriculum, latest) };
}

/** @throws AdaptiveLearningError `invalid_input` for a horizon that is not after `at`, or lies more than ten years ahead */
function horizonAfter(at: Date, horizon: Date | undefined, where: string): Date | undefined {
  if (horizon === undefined) return undefined;
  const days = (horizon.getTime() - at.getTime()) / DAY_MS;
  if (days > 0 && days <= LONGEST_HORIZON_DAYS) return horizon;
  throw invalidInput(`${where}.horizon`, 'an instant after at, at most ten years ahead', horizon);
}
