import type { LearnerScope, MasteryAt } from 'adaptive-learning-engine';
import { type ForgettingCurve, retention } from 'adaptive-learning-engine/algorithms';

/** One answer to a concept, and the forgetting curve that it left. */
export interface Practice {
  readonly at: Date;
  readonly correct: boolean;
  readonly curve: ForgettingCurve;
}

/** How the memory of one concept has come to be, in the order of time. */
export interface MemoryOfConcept {
  readonly mastery: MasteryAt;
  readonly practices: readonly Practice[];
}

/** Enough answers to see the curve flatten, and few enough to tell apart. */
const TELLING_ANSWERS = { least: 4, most: 12 } as const;
const DAY_MS = 86_400_000;

/** Chooses the concept whose review interval has grown longest in a few answers, and reads its answers back from the log. */
export async function tellingMemory(learner: LearnerScope, at: Date): Promise<MemoryOfConcept | undefined> {
  const masteries = (await learner.mastery({ at })).rows;
  const telling = masteries.filter(({ answers }) => answers >= TELLING_ANSWERS.least && answers <= TELLING_ANSWERS.most);
  const [mastery] = (telling.length === 0 ? [...masteries] : telling).sort((a, b) => interval(b) - interval(a) || byName(a, b));
  if (mastery === undefined) return undefined;
  const { subject, topic, concept } = mastery;
  const newestFirst = (await learner.conceptAnswers({ subject, topic, concept, limit: 100 })).rows;
  const practices = newestFirst.toReversed().flatMap((event) => {
    const curve = event.type === 'answer' ? event.provenance.after.forgetting_curve : undefined;
    return event.type === 'answer' && curve !== undefined ? [{ at: event.occurred_at, correct: event.answer.correct, curve }] : [];
  });
  return { mastery, practices };
}

/** What was left of the memory at an instant, by the curve that the last answer before it had left; undefined before the first. */
export function retentionAt({ practices }: MemoryOfConcept, at: number): number | undefined {
  const last = practices.findLast((practice) => practice.at.getTime() <= at);
  return last === undefined ? undefined : retention(last.curve, (at - last.at.getTime()) / DAY_MS);
}

function interval({ next_review_date, last_practiced_date }: MasteryAt): number {
  return next_review_date.getTime() - last_practiced_date.getTime();
}

function byName(a: MasteryAt, b: MasteryAt): number {
  return a.concept < b.concept ? -1 : 1;
}
