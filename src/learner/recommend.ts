import { outerFringe, type PrerequisiteNode, prerequisiteGraphSteps } from '../algorithms/index.js';
import type { Concept, ContentMastery, LearningSession, ShownMastery } from '../collections/index.js';
import { conceptKey } from './concept-key.js';
import { studiedIn } from './concept-names.js';
import { isDue } from './due-date.js';
import { dueWithin, type LearnerNow } from './learner-now.js';
import type { LearnerModels } from './models.js';
import { CANDIDATES, type Recommendation, rankSteps } from './rank.js';

/** An emotion of an hour ago says little about now. Milliseconds. */
const EMOTION_LASTS = 3_600_000;

/** A concept as the curriculum has it: what ranking reads of it. */
export type CurriculumNode = Pick<Concept, 'subject' | 'topic' | 'concept' | 'difficulty_level' | 'prerequisites'>;

/** What is known of a learner when they ask what to study next. */
export interface KnownToRecommend {
  readonly now: LearnerNow;
  /** How many to give: all candidates are ranked first. */
  readonly limit: number;
  /** The longest overdue, at most {@link CANDIDATES}. */
  readonly due: readonly ShownMastery[];
  /** The weakest, at most {@link CANDIDATES}. */
  readonly weak: readonly ShownMastery[];
  /** Every concept that was practised. */
  readonly levels: readonly Pick<ContentMastery, 'subject' | 'topic' | 'concept' | 'mastery_tracking'>[];
  readonly curriculum: readonly CurriculumNode[];
  /** The session that started last. */
  readonly session: Pick<LearningSession, 'evidence'> | undefined;
  /** Whether an emotion that was felt at an instant may be used. */
  readonly mayUseOf: (felt: Date) => boolean;
}

/** What a learner should do next, best first: `recommend` without a database. Yields now and then, so that others may have their turn. */
export function* recommendSteps(known: KnownToRecommend, models: LearnerModels): Generator<unknown, Recommendation[]> {
  const { now, limit, due, weak, curriculum, session, mayUseOf } = known;
  const levels = new Map(known.levels.map((entry) => [conceptKey(entry), entry.mastery_tracking.current_mastery_level]));
  const last = session?.evidence.current_emotion;
  const feeling = last !== undefined && mayUseOf(last.at) ? last : undefined;
  return yield* rankSteps({
    now,
    limit,
    due,
    weak,
    fringe: yield* fringeSteps(curriculum, levels, models.masteredAbove),
    recentSuccess: session?.evidence.recent_success ?? null,
    emotion: feeling !== undefined && now.at.getTime() - feeling.at.getTime() <= EMOTION_LASTS ? feeling : null,
    targetSuccess: models.targetSuccess,
    forgetting: models.forgetting.params,
  });
}

/** Documents of one learner, as a fold holds them. */
export interface LearnerDocuments {
  readonly masteries: Iterable<ContentMastery>;
  readonly session: LearningSession | undefined;
}

/** What to study next as the engine would say with these documents stored: the same list, from documents in memory. */
export function recommendFrom(
  { masteries, session }: LearnerDocuments,
  { now, curriculum, limit }: Pick<KnownToRecommend, 'now' | 'curriculum' | 'limit'>,
  models: LearnerModels,
): readonly Recommendation[] {
  const levels = [...masteries];
  const open = levels.filter((mastery) => mastery.suspended_at === undefined).filter(studiedIn(models));
  const by = dueWithin(now, 'today');
  const known = {
    now,
    limit,
    due: lowest(
      open.filter(({ spaced_repetition_data }) => isDue(spaced_repetition_data, by)),
      ({ spaced_repetition_data }) => spaced_repetition_data.next_review_date.getTime(),
    ),
    weak: lowest(
      open.filter(({ mastery_tracking }) => mastery_tracking.current_mastery_level <= models.masteredAbove),
      ({ mastery_tracking }) => mastery_tracking.current_mastery_level,
    ),
    levels,
    curriculum,
    session,
    mayUseOf: () => true,
  };
  const steps = recommendSteps(known, models);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The first {@link CANDIDATES} by a figure. Ranking reads the part that is shown, and not the `_id` that only the database gives. */
function lowest(masteries: readonly ContentMastery[], figure: (mastery: ContentMastery) => number): readonly ShownMastery[] {
  return [...masteries].sort((a, b) => figure(a) - figure(b)).slice(0, CANDIDATES);
}

/** What is unlocked and was never practised; what was practised and is weak has a reason of its own. */
function* fringeSteps(curriculum: readonly CurriculumNode[], levels: ReadonlyMap<string, number>, masteredAbove: number) {
  const byKey = new Map<string, CurriculumNode>();
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
