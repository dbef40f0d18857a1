import type { z } from 'zod';
import { outerFringe, type PrerequisiteNode, prerequisiteGraphSteps } from '../../algorithms/index.js';
import { type Concept, parseInput } from '../../collections/index.js';
import { CANDIDATES, conceptKey, dueWithin, type Recommendation, rankSteps, studiedIn } from '../../learner/index.js';
import { runInTurns } from '../../repositories/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { CallControl, EngineContext } from '../context.js';
import { recommendInput } from '../inputs.js';
import { firstOf, type Listing, listingOf, unreadableIn } from '../listing.js';
import { ownStanding } from '../own-now.js';

export type RecommendInput = z.input<typeof recommendInput>;

/** An emotion of an hour ago says little about now. Milliseconds. */
const EMOTION_LASTS = 3_600_000;

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
  const known = new Map(levels.rows.map((entry) => [conceptKey(entry), entry.mastery_tracking.current_mastery_level]));
  const [session] = latest.rows;
  const last = session?.evidence.current_emotion;
  const feeling = last !== undefined && mayUseOf(last.at) ? last : undefined;
  const call = { where, signal: control.signal };
  const situation = {
    now,
    limit,
    due: due.rows,
    weak: weak.rows,
    fringe: await runInTurns(fringeSteps(curriculum.rows, known, models.masteredAbove), call),
    recentSuccess: session?.evidence.recent_success ?? null,
    emotion: feeling !== undefined && at.getTime() - feeling.at.getTime() <= EMOTION_LASTS ? feeling : null,
    targetSuccess: models.targetSuccess,
    forgetting: models.forgetting.params,
  };
  const rows = await runInTurns(rankSteps(situation), call);
  return { rows, unreadable: unreadableIn(due, weak, levels, curriculum, latest) };
}

type Node = Pick<Concept, 'subject' | 'topic' | 'concept' | 'difficulty_level' | 'prerequisites'>;

/** What is unlocked and was never practised; what was practised and is weak has a reason of its own. */
function* fringeSteps(curriculum: readonly Node[], levels: ReadonlyMap<string, number>, masteredAbove: number) {
  const byKey = new Map<string, Node>();
  for (const node of curriculum) {
    byKey.set(conceptKey(node), node);
    yield;
  }
  const nodes: PrerequisiteNode[] = [];
  for (const [id, { prerequisites }] of byKey) {
    const named = prerequisites.map((needed) => [conceptKey(needed), needed] as const);
    nodes.push({
      id,
      // When one subject is asked for, what it needs of another is taken as given.
      prerequisites: named
        .filter(([key]) => byKey.has(key))
        .map(([key, needed]) => ({ id: key, weight: needed.importance_weight, masteryRequired: needed.mastery_required })),
    });
    yield;
  }
  const graph = yield* prerequisiteGraphSteps(nodes);
  return outerFringe(graph, levels, masteredAbove).flatMap(({ id, readiness }) => {
    const node = byKey.get(id);
    return node === undefined || levels.has(id) ? [] : [{ ...node, readiness }];
  });
}
