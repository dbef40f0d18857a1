import type { LearnerModels } from '../../learner/index.js';
import type { LearnerRecord } from '../learner-record.js';
import type { Mind } from '../minds/mind.js';
import type { Asked } from '../policies/policy.js';
import { type BeliefAndTruth, beliefsOf } from './belief-and-truth.js';

/** A concept counts as known above this. */
const KNOWN_ABOVE = 0.7;
/** So many wrong answers in a row are a run of failures. */
const RUN_OF_FAILURES = 3;
/** A sitting with a success rate outside this band was too hard, or too easy. */
const BAND = { low: 0.5, high: 0.95 } as const;

/** The outcome of a term under a policy for one simulated learner. */
export interface LearnerOutcome {
  /** Hours of study, including pauses between questions. */
  readonly hours: number;
  readonly questions: number;
  /** Knowledge at the horizon beyond what the learner would have known without study, in concepts (a sum of probabilities). */
  readonly gain: number;
  /** The number of concepts known above 0.7 at the horizon. */
  readonly known: number;
  /** The share of questions in runs of three or more wrong answers, or in a session with a success rate outside 0.5 to 0.95. */
  readonly frustration: number;
  /** The share of right answers. */
  readonly success: number;
  /** The engine's estimate and the true value for each practised concept at the end of the term. */
  readonly beliefs: readonly BeliefAndTruth[];
}

/** A sitting that is over. */
export interface PlayedSession {
  readonly asked: readonly Asked[];
  readonly hours: number;
}

interface PlayedTerm {
  /** The mind as it was before the term. */
  readonly fresh: Mind;
  readonly mind: Mind;
  /** What the engine keeps; null where nobody asks what it believes. */
  readonly record: LearnerRecord | null;
  readonly models: LearnerModels;
  readonly sittings: readonly PlayedSession[];
  readonly ends: number;
  readonly horizon: number;
}

export function outcomeOf({ fresh, mind, record, models, sittings, ends, horizon }: PlayedTerm): LearnerOutcome {
  const before = fresh.knowledge(horizon);
  const after = mind.knowledge(horizon);
  const asked = sittings.flatMap((sitting) => sitting.asked);
  const share = (questions: number) => questions / Math.max(1, asked.length);
  return {
    hours: sittings.reduce((sum, sitting) => sum + sitting.hours, 0),
    questions: asked.length,
    gain: after.reduce((sum, known, place) => sum + known - (before[place] as number), 0),
    known: after.filter((known) => known > KNOWN_ABOVE).length,
    frustration: share(sittings.reduce((sum, sitting) => sum + frustrating(sitting.asked), 0)),
    success: share(asked.filter(({ correct }) => correct).length),
    beliefs: record === null ? [] : beliefsOf(mind, record, models, ends),
  };
}

/** Questions of a sitting that frustrate, or bore. */
function frustrating(asked: readonly Asked[]): number {
  const right = asked.filter(({ correct }) => correct).length / Math.max(1, asked.length);
  if (right < BAND.low || right > BAND.high) return asked.length;
  let questions = 0;
  let run = 0;
  for (const { correct } of asked) {
    run = correct ? 0 : run + 1;
    if (run === RUN_OF_FAILURES) questions += RUN_OF_FAILURES;
    else if (run > RUN_OF_FAILURES) questions += 1;
  }
  return questions;
}
