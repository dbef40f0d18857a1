import type { z } from 'zod';
import { parseInput } from '../../collections/index.js';
import { CANDIDATES, dueWithin, type Recommendation, recommendSteps, studiedIn } from '../../learner/index.js';
import { runInTurns } from '../../repositories/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { CallControl, EngineContext } from '../context.js';
import { recommendInput } from '../inputs.js';
import { firstOf, type Listing, listingOf, unreadableIn } from '../listing.js';
import { ownStanding } from '../own-now.js';

export type RecommendInput = z.input<typeof recommendInput>;

/** What the learner should do next, best first, each with its reasons and the numbers behind them. */
export async function recommend(
  context: EngineContext,
  caller: Caller,
  value: RecommendInput,
  control: CallControl,
): Promise<Listing<Recommendation>> {
  const where = 'recommend';
  permit(caller, 'read', where);
  const { at = context.clock(), subject, limit, within } = parseInput(recommendInput, value, where);
  const { content_mastery, learning_sessions, concepts } = context.repositories;
  const { models } = context;
  const filter = { ...control, subject };
  const { now, mayUseOf } = await ownStanding(context, caller.userId, at, where, control);
  const by = dueWithin(now, within);
  const isStudied = studiedIn(models);
  const [due, weak, levels, curriculum, latest] = await Promise.all([
    firstOf(CANDIDATES, (most) => content_mastery.due(caller.userId, { ...filter, ...by, limit: most }), isStudied),
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
    due: due.rows,
    weak: weak.rows,
    levels: levels.rows,
    curriculum: curriculum.rows,
    session: latest.rows[0],
    mayUseOf,
  };
  const rows = await runInTurns(recommendSteps(known, models), { where, signal: control.signal });
  return { rows, unreadable: unreadableIn(due, weak, levels, curriculum, latest) };
}
