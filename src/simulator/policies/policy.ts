import type { ContentMastery, LearningSession } from '../../collections/index.js';
import type { LearnerModels, LearnerNow, ModelNames, Recommendation } from '../../learner/index.js';
import type { Random } from '../chance/random.js';
import type { Course } from '../course/course.js';
import type { Mind } from '../minds/mind.js';

/** A policy's choice of the next question. */
export interface Choice {
  /** The concept's name in the course. */
  readonly concept: string;
  /** The difficulty of the question, 0 to 1: the question of the concept with the nearest difficulty is asked. Any question by default. */
  readonly difficulty?: number;
}

/** A question that was asked, with its result. */
export interface Asked {
  readonly concept: string;
  /** The difficulty of the question, 0 to 1. */
  readonly difficulty: number;
  readonly correct: boolean;
  readonly seconds: number;
  readonly at: Date;
}

/** What a policy can see: the engine's state of the learner. Documents are computed when a policy first reads them. */
export interface PolicyView {
  readonly now: LearnerNow;
  readonly course: Course;
  /** When the term ends. */
  readonly ends: Date;
  /** When knowledge is measured, after the end of the term. */
  readonly horizon: Date;
  /** The questions of this session so far. */
  readonly asked: readonly Asked[];
  /** The remaining budget of the session, in minutes or questions. */
  readonly remaining: Budget;
  /** The models that the engine runs with. */
  readonly models: LearnerModels;
  /** Random numbers for the policy; the same in every run with the same seed. */
  readonly random: Random;
  /** Returns the engine's mastery document of a concept; undefined before the first answer. */
  readonly masteryOf: (concept: string) => ContentMastery | undefined;
  /** Whether a review of the concept is due today or earlier. */
  readonly isDue: (concept: string) => boolean;
  /** Indices of the practised concepts. */
  readonly practised: ReadonlySet<number>;
  readonly session: () => LearningSession;
  /** Returns what `learner.recommend` would return now, best first. */
  readonly recommend: (limit: number) => readonly Recommendation[];
}

/** The budget of a session: minutes, or a number of questions. */
export type Budget = { readonly minutes: number } | { readonly questions: number };

/** A policy that decides what to study next. */
export interface Policy {
  readonly name: string;
  /** A one-line description. */
  readonly summary: string;
  /** The engine's models under this policy; the engine's defaults if not given. */
  readonly models?: Partial<ModelNames>;
  /**
   * Returns the next question, or a list of questions to ask in order before the next call. The next session always starts with a new call. Only
   * oracles may read the mind.
   */
  readonly choose: (view: PolicyView, mind: Mind) => Choice | readonly Choice[];
  /** Whether the policy reads the mind's true state, as an upper bound. */
  readonly isOracle?: true;
}
