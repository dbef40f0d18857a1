import type { ContentMastery, LearningSession } from '../../collections/index.js';
import type { LearnerModels, LearnerNow, ModelNames, Recommendation } from '../../learner/index.js';
import type { Random } from '../chance/random.js';
import type { Course } from '../course/course.js';
import type { Mind } from '../minds/mind.js';

/** What a policy says to study next. */
export interface Choice {
  /** The concept's name in the course. */
  readonly concept: string;
  /** How hard the question should be, 0 to 1: the nearest question of the concept is asked. Any question if left out. */
  readonly difficulty?: number;
}

/** A question that was asked, and how it went. */
export interface Asked {
  readonly concept: string;
  /** Of the question, 0 to 1. */
  readonly difficulty: number;
  readonly correct: boolean;
  readonly seconds: number;
  readonly at: Date;
}

/** What the engine knows when it is asked what to study next. Its documents are folded when a policy first reads them. */
export interface PolicyView {
  readonly now: LearnerNow;
  readonly course: Course;
  /** When the term ends. */
  readonly ends: Date;
  /** When what was learnt will be needed: some time after the end. */
  readonly horizon: Date;
  /** The questions of this sitting so far. */
  readonly sitting: readonly Asked[];
  /** What is left of the sitting, in minutes or in questions. */
  readonly left: Budget;
  /** The models that the engine runs with. */
  readonly models: LearnerModels;
  /** Chance of the policy's own; the same in every run of the same seed. */
  readonly random: Random;
  /** The engine's document of a concept; undefined before the first answer. */
  readonly masteryOf: (concept: string) => ContentMastery | undefined;
  /** Whether the engine's scheduler has a review of the concept for today or before. */
  readonly isDue: (concept: string) => boolean;
  /** Places of the concepts that were practised. */
  readonly met: ReadonlySet<number>;
  readonly session: () => LearningSession;
  /** What `learner.recommend` would say now, best first. */
  readonly recommend: (limit: number) => readonly Recommendation[];
}

/** How much a learner studies in one sitting: minutes by the clock, or a number of questions. */
export type Budget = { readonly minutes: number } | { readonly questions: number };

/** A way to decide what to study next, to be tried on simulated learners. */
export interface Policy {
  readonly name: string;
  /** In a line. */
  readonly summary: string;
  /** Models that the engine runs with under this policy; those of an engine whose host says nothing if left out. */
  readonly models?: Partial<ModelNames>;
  /**
   * What to study next: one question, or a list that is gone through before the policy is asked again, at the latest in the next sitting. An
   * oracle reads the mind; any other policy leaves it alone.
   */
  readonly choose: (view: PolicyView, mind: Mind) => Choice | readonly Choice[];
  /** It reads the mind: a bound for policies that cannot. */
  readonly isOracle?: true;
}
