import {
  type CurrentAffect,
  type DifficultyChange,
  EMOTIONS,
  type EmotionalState,
  type ForgettingCurveParams,
  type FringeConcept,
  type RecentSuccess,
  targetDifficulty,
  targetDifficultyDefaults,
} from '../algorithms/index.js';
import type { ConceptId, ShownMastery } from '../collections/index.js';
import { conceptKey } from './concept-key.js';
import type { LearnerNow } from './learner-now.js';
import { masteryAt } from './mastery-at.js';
import { isHindering } from './session-emotion.js';

/** Why a concept is recommended, as a closed list. */
export const RECOMMENDATION_REASONS = [
  /** Its next review date has come. */
  'due_review',
  /** It was practised and is not mastered. */
  'weak_spot',
  /** All its prerequisites are known well enough and it has not been mastered: the outer fringe. */
  'ready_to_learn',
] as const;

export type RecommendationReason = (typeof RECOMMENDATION_REASONS)[number];

/** The shares of a full priority of 1 that each reason starts from; within a reason, need decides. Ours. */
const BASE_PRIORITY = { due_review: 0.6, weak_spot: 0.4, ready_to_learn: 0.3 } as const;
const NEED_PRIORITY = 0.4;
/** What each further reason for the same concept adds. */
const SECOND_REASON = 0.05;
/** What hindering emotions take from new concepts: a frustrated learner meets something known first. */
const EASE_NEW_CONCEPTS = 0.15;

/** Of emotions, a session keeps only those that were detected surely enough for the engine: no second threshold here. */
const DIFFICULTY = { ...targetDifficultyDefaults, confidence_threshold: 0 } as const;

export interface Reason {
  readonly code: RecommendationReason;
  /** The numbers behind it, by name. */
  readonly numbers: { readonly [name: string]: number };
}

export interface Recommendation extends ConceptId {
  /** 0 to 1; the list is in this order. */
  readonly priority: number;
  /** How hard the next question should be, 0 to 1. */
  readonly target_difficulty: number;
  /** What moved the difficulty from what the concept is practised at. */
  readonly difficulty_changes: readonly DifficultyChange[];
  /** The strongest reason first. */
  readonly reasons: readonly Reason[];
}

/**
 * How many due reviews, and how many weak spots, are weighed against each other at most. A caller who asks for fewer recommendations
 * gets the first of the same list, so the candidates must not depend on how many are asked for.
 */
export const CANDIDATES = 100;

export interface Situation {
  readonly now: LearnerNow;
  /** How many to give: ranks all candidates first, then cuts. */
  readonly limit: number;
  /** The longest overdue, at most {@link CANDIDATES}. */
  readonly due: readonly ShownMastery[];
  /** The weakest, at most {@link CANDIDATES}. */
  readonly weak: readonly ShownMastery[];
  readonly fringe: readonly (ConceptId & Pick<FringeConcept, 'readiness'> & { readonly difficulty_level: number })[];
  readonly recentSuccess: RecentSuccess | null;
  readonly emotion: { readonly emotion: EmotionalState; readonly confidence: number } | null;
  readonly targetSuccess: number;
  readonly forgetting: ForgettingCurveParams;
}

interface Candidate extends ConceptId {
  readonly difficulty: number;
  readonly reasons: (Reason & { readonly priority: number })[];
}

/**
 * Ranks what a learner could do next: reviews by how likely they are forgotten, weak spots by how weak they are,
 * new concepts by how well prepared they are. A concept comes once, with all its reasons. Yields after each, so that others may have their
 * turn.
 */
export function* rankSteps(situation: Situation): Generator<undefined, Recommendation[]> {
  const candidates = new Map<string, Candidate>();
  for (const mastery of situation.due) {
    addReason(candidates, mastery, difficultyOf(mastery), dueReview(mastery, situation));
    yield;
  }
  for (const mastery of situation.weak) {
    addReason(candidates, mastery, difficultyOf(mastery), weakSpot(mastery, situation));
    yield;
  }
  for (const concept of situation.fringe) {
    addReason(candidates, concept, concept.difficulty_level, readyToLearn(concept, situation));
    yield;
  }
  const ranked: Recommendation[] = [];
  for (const candidate of candidates.values()) {
    ranked.push(recommend(candidate, situation));
    yield;
  }
  return ranked.sort((a, b) => b.priority - a.priority || compareNames(a, b)).slice(0, situation.limit);
}

type Scored = Reason & { readonly priority: number };

function dueReview(mastery: ShownMastery, { now, forgetting }: Situation): Scored {
  const { retention, mastery_level, next_review_date } = masteryAt(mastery, now, forgetting);
  const overdue = (now.at.getTime() - next_review_date.getTime()) / 86_400_000;
  return {
    code: 'due_review',
    priority: BASE_PRIORITY.due_review + NEED_PRIORITY * (1 - retention),
    numbers: { overdue_days: overdue, retention, mastery_level },
  };
}

function weakSpot(mastery: ShownMastery, { now, forgetting }: Situation): Scored {
  const { retention, mastery_level, mastery_confidence, answers } = masteryAt(mastery, now, forgetting);
  return {
    code: 'weak_spot',
    priority: BASE_PRIORITY.weak_spot + NEED_PRIORITY * (1 - mastery_level),
    numbers: { mastery_level, mastery_confidence, retention, answers },
  };
}

function readyToLearn({ readiness, difficulty_level }: Situation['fringe'][number], { emotion }: Situation): Scored {
  const ease = emotion !== null && isHindering(emotion.emotion) ? EASE_NEW_CONCEPTS * emotion.confidence : 0;
  return {
    code: 'ready_to_learn',
    priority: BASE_PRIORITY.ready_to_learn + NEED_PRIORITY * readiness - ease,
    numbers: { readiness, difficulty_level },
  };
}

function addReason(candidates: Map<string, Candidate>, id: ConceptId, difficulty: number, reason: Scored): void {
  const key = conceptKey(id);
  const known = candidates.get(key);
  if (known === undefined) candidates.set(key, { ...nameOf(id), difficulty, reasons: [reason] });
  else known.reasons.push(reason);
}

function recommend({ difficulty, reasons, ...id }: Candidate, situation: Situation): Recommendation {
  const { difficulty: target, reasons: changes } = targetDifficulty(
    {
      difficulty,
      recentSuccess: situation.recentSuccess,
      affect: affectOf(situation.emotion),
      targetSuccess: situation.targetSuccess,
    },
    DIFFICULTY,
  );
  const strongest = [...reasons].sort((a, b) => b.priority - a.priority);
  return {
    ...id,
    priority: Math.min(1, (strongest[0]?.priority ?? 0) + SECOND_REASON * (strongest.length - 1)),
    target_difficulty: target,
    difficulty_changes: changes,
    reasons: strongest.map(({ code, numbers }) => ({ code, numbers })),
  };
}

function affectOf(emotion: Situation['emotion']): CurrentAffect | null {
  if (emotion === null) return null;
  const { valence, arousal } = EMOTIONS[emotion.emotion];
  return { valence, arousal, confidence: emotion.confidence };
}

function difficultyOf(mastery: ShownMastery): number {
  return mastery.personalization_data.optimal_difficulty_level;
}

function nameOf({ subject, topic, concept }: ConceptId): ConceptId {
  return { subject, topic, concept };
}

function compareNames(a: ConceptId, b: ConceptId): number {
  return conceptKey(a) < conceptKey(b) ? -1 : 1;
}
