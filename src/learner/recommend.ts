import type { ConceptId, ContentMastery, LearningSession, RankedMastery } from '../collections/index.js';
import { conceptKey } from './concept-key.js';
import { studiedIn } from './concept-names.js';
import type { DueBy } from './due-date.js';
import { DEFAULT_HORIZON_DAYS } from './expected-gain.js';
import { dueWithin, type LearnerNow } from './learner-now.js';
import { estimatorFor, masteryAt } from './mastery-at.js';
import type { LearnerModels } from './models.js';
import { type CurriculumNode, prerequisitesSteps } from './prerequisites.js';
import { CANDIDATES, rankSteps } from './rank.js';
import type { Recommendation } from './recommendation.js';
import { successShare } from './success-share.js';

/** An emotion of an hour ago says little about now. Milliseconds. */
const EMOTION_LASTS = 3_600_000;
const DAY_MS = 86_400_000;

/** What is known of a learner when they ask what to study next. */
export interface KnownToRecommend {
  readonly now: LearnerNow;
  /** How many to give: all candidates are ranked first. */
  readonly limit: number;
  /** When what is learnt will be needed, after `now`; 30 days ahead if not given. */
  readonly horizon?: Date | undefined;
  /** How long the learner has, above 0: no more steps than fit, and one at least. */
  readonly minutes?: number | undefined;
  /** By when a review must have come due to be called due. */
  readonly dueBy: DueBy;
  /** What comes due first, at most {@link CANDIDATES}. */
  readonly soonest: readonly RankedMastery[];
  /** The weakest, at most {@link CANDIDATES}. */
  readonly weak: readonly RankedMastery[];
  /** Every concept that was practised. */
  readonly levels: readonly Pick<ContentMastery, 'subject' | 'topic' | 'concept' | 'mastery_tracking'>[];
  readonly curriculum: readonly CurriculumNode[];
  /** The session that started last. */
  readonly session: Pick<LearningSession, 'evidence' | 'ability'> | undefined;
  /** Whether an emotion that was felt at an instant may be used. */
  readonly mayUseOf: (felt: Date) => boolean;
}

/** What a learner should do next, best first: `recommend` without a database. Yields from time to time, so that others may have their turn. */
export function* recommendSteps(known: KnownToRecommend, models: LearnerModels): Generator<unknown, Recommendation[]> {
  const { now, dueBy, soonest, weak, session, mayUseOf, horizon } = known;
  const levels = new Map(known.levels.map((entry) => [conceptKey(entry), entry.mastery_tracking.current_mastery_level]));
  const last = session?.evidence.current_emotion;
  const feeling = last !== undefined && mayUseOf(last.at) ? last : undefined;
  const { forgetting } = models;
  const judge = estimatorFor(session, models);
  const held = new Map(levels);
  for (const mastery of [...weak, ...soonest]) {
    held.set(conceptKey(mastery), successShare(mastery, judge) * masteryAt(mastery, now, judge).retention);
  }
  const ranked = yield* rankSteps({
    ...(yield* prerequisitesSteps(known.curriculum, { levels, held, masteredAbove: models.masteredAbove })),
    now,
    limit: known.limit,
    horizonDays: horizon === undefined ? DEFAULT_HORIZON_DAYS : (horizon.getTime() - now.at.getTime()) / DAY_MS,
    dueBy,
    soonest,
    weak,
    lastTopic: lastPractised(known),
    recentSuccess: session?.evidence.recent_success ?? null,
    emotion: feeling !== undefined && now.at.getTime() - feeling.at.getTime() <= EMOTION_LASTS ? feeling : null,
    judge,
    masteredAbove: models.masteredAbove,
    forgetting: forgetting.params,
  });
  return known.minutes === undefined ? ranked : fitting(ranked, known.minutes);
}

/** What was practised last, if that was today. */
function lastPractised({ levels, now }: KnownToRecommend): ConceptId | undefined {
  let last: KnownToRecommend['levels'][number] | undefined;
  for (const entry of levels) {
    const { last_practiced_date, last_practiced_day } = entry.mastery_tracking;
    if (last_practiced_day >= now.day && !(last !== undefined && last.mastery_tracking.last_practiced_date >= last_practiced_date))
      last = entry;
  }
  return last;
}

/** The first steps that fit into so many minutes; one at least, for a question cannot be cut. */
function fitting(steps: readonly Recommendation[], minutes: number): Recommendation[] {
  let spent = 0;
  return steps.filter(({ expected_minutes }, index) => {
    spent += expected_minutes;
    return index === 0 || spent <= minutes;
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
  asked: Pick<KnownToRecommend, 'now' | 'curriculum' | 'limit' | 'horizon' | 'minutes'>,
  models: LearnerModels,
): readonly Recommendation[] {
  const levels = [...masteries];
  const open = levels.filter((mastery) => mastery.suspended_at === undefined).filter(studiedIn(models));
  const known = {
    ...asked,
    dueBy: dueWithin(asked.now, 'today'),
    soonest: lowest(open, ({ spaced_repetition_data }) => spaced_repetition_data.next_review_date.getTime()),
    weak: lowest(
      open.filter(({ mastery_tracking }) => mastery_tracking.current_mastery_level <= models.masteredAbove),
      ({ mastery_tracking }) => mastery_tracking.current_mastery_level,
    ),
    levels,
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
function lowest(masteries: readonly ContentMastery[], figure: (mastery: ContentMastery) => number): readonly RankedMastery[] {
  return [...masteries].sort((a, b) => figure(a) - figure(b)).slice(0, CANDIDATES);
}
