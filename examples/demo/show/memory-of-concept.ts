import type { LearnerScope, MasteryAt } from 'adaptive-learning-engine';
import { DEFAULT_ROLLOVER_HOUR, daysBetween, type ForgettingCurve, learnerDayNumber, retention } from 'adaptive-learning-engine/algorithms';

/** One answer to a concept, and the forgetting curve that it left. */
export interface Practice {
  readonly at: Date;
  /** The learner's own day of it, counted from 1970. */
  readonly day: number;
  readonly correct: boolean;
  readonly curve: ForgettingCurve;
}

/** How the memory of one concept has come to be, in chronological order. */
export interface MemoryOfConcept {
  readonly mastery: MasteryAt;
  readonly practices: readonly Practice[];
  /** The learner's day of an instant, ms since 1970. */
  readonly dayAt: (at: number) => number;
}

/** Enough answers to see the curve flatten, and few enough to tell apart. */
const TELLING_ANSWERS = { least: 4, most: 12 } as const;

/** Chooses the concept whose review interval has grown longest in a few answers, and reads its answers back from the log. */
export async function tellingMemory(learner: LearnerScope, at: Date): Promise<MemoryOfConcept | undefined> {
  const masteries = (await learner.mastery({ at })).rows;
  const telling = masteries.filter(({ answers }) => answers >= TELLING_ANSWERS.least && answers <= TELLING_ANSWERS.most);
  const [mastery] = (telling.length === 0 ? [...masteries] : telling).sort((a, b) => interval(b) - interval(a) || byName(a, b));
  if (mastery === undefined) return undefined;
  const { subject, topic, concept } = mastery;
  const newestFirst = (await learner.conceptAnswers({ subject, topic, concept, limit: 100, states: true })).rows;
  const practices = newestFirst.toReversed().flatMap((event) => {
    const curve = event.type === 'answer' ? event.provenance.after.forgetting_curve : undefined;
    return event.type === 'answer' && curve !== undefined
      ? [{ at: event.occurred_at, day: event.day, correct: event.answer.correct, curve }]
      : [];
  });
  const { timezone, day_rollover_hour = DEFAULT_ROLLOVER_HOUR } = (await learner.profile()).profile;
  return { mastery, practices, dayAt: (time) => learnerDayNumber(time, timezone, day_rollover_hour) };
}

/**
 * What was left of the memory at an instant, by the curve that the last answer before it had left: the value that the engine's models get for an
 * answer then. Undefined before the first.
 */
export function retentionAt({ practices, dayAt }: Pick<MemoryOfConcept, 'practices' | 'dayAt'>, at: number): number | undefined {
  const last = practices.findLast((practice) => practice.at.getTime() <= at);
  if (last === undefined) return undefined;
  return retention(last.curve, daysBetween({ at: last.at.getTime(), day: last.day }, { at, day: dayAt(at) }));
}

function interval({ next_review_date, last_practiced_date }: MasteryAt): number {
  return next_review_date.getTime() - last_practiced_date.getTime();
}

function byName(a: MasteryAt, b: MasteryAt): number {
  return a.concept < b.concept ? -1 : 1;
}
