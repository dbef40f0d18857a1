import {
  type CurrentAffect,
  EMOTIONS,
  type EmotionalState,
  type ForgettingCurveParams,
  type RecentSuccess,
  targetDifficulty,
  targetDifficultyDefaults,
} from '../algorithms/index.js';
import type { ConceptId, RankedMastery } from '../collections/index.js';
import { conceptAbilityOf, fittingDifficulty, freshConcept, toLearner } from './ability.js';
import { conceptKey } from './concept-key.js';
import { type DueBy, isDue } from './due-date.js';
import { elapsedDays } from './elapsed-days.js';
import { type ExpectedGain, expectedGain } from './expected-gain.js';
import type { LearnerNow } from './learner-now.js';
import { type MasteryAt, type MasteryEstimator, masteryAt } from './mastery-at.js';
import { mixedSteps } from './mixed-topics.js';
import type { LearnerModels } from './models.js';
import type { Prerequisites } from './prerequisites.js';
import { priorityChanges } from './priority-changes.js';
import type { PriorityChange, Reason, Recommendation } from './recommendation.js';
import { minutesOf, type TypicalTime, typicalTime } from './step-minutes.js';
import { successNow, successOf, successShare } from './success-share.js';

/** Of emotions, a session keeps only those that were detected surely enough for the engine: no second threshold here. Success has no gain: the ability has learned from it. */
const DIFFICULTY = { ...targetDifficultyDefaults, confidence_threshold: 0, gain: 0 } as const;

/**
 * How many of the reviews that come due first, and how many weak spots, are weighed against each other at most. A caller who asks for fewer recommendations
 * gets the first of the same list, so the candidates must not depend on how many are asked for.
 */
export const CANDIDATES = 100;

export interface Situation extends Prerequisites {
  readonly now: LearnerNow;
  /** How many to give: ranks all candidates first, then cuts. */
  readonly limit: number;
  readonly horizonDays: number;
  /** By when a review must have come due to be called due. */
  readonly dueBy: DueBy;
  /** What comes due first, at most {@link CANDIDATES}: the longest overdue before all. */
  readonly soonest: readonly RankedMastery[];
  /** The weakest, at most {@link CANDIDATES}. */
  readonly weak: readonly RankedMastery[];
  /** The topic of the last answer, if it was given today. */
  readonly lastTopic: Pick<ConceptId, 'subject' | 'topic'> | undefined;
  readonly recentSuccess: RecentSuccess | null;
  readonly emotion: { readonly emotion: EmotionalState; readonly confidence: number } | null;
  /** What is known of the learner as a whole, and by which models. */
  readonly judge: MasteryEstimator & { readonly models: Pick<LearnerModels, 'targetSuccess'> };
  /** The mastery level above which a concept is mastered. */
  readonly masteredAbove: number;
  readonly forgetting: ForgettingCurveParams;
}

interface Candidate extends ConceptId {
  readonly difficulty: number;
  readonly gain: ExpectedGain;
  readonly expectedSuccess: number;
  readonly minutes: number;
  readonly reasons: Reason[];
}

/**
 * Ranks what a learner could do next by what it is worth at the horizon, per minute: see {@link expectedGain} and {@link priorityChanges}. A
 * concept comes once, with all its reasons. Yields after each, so that others may have their turn.
 */
export function* rankSteps(situation: Situation): Generator<undefined, Recommendation[]> {
  const { soonest, weak, fringe } = situation;
  const practised = new Map([...weak, ...soonest].map((mastery) => [conceptKey(mastery), mastery] as const));
  const typical = typicalTime(practised.values());
  const candidates = new Map<string, Candidate>();
  for (const [key, mastery] of practised) {
    const candidate = practisedConcept(mastery, key, situation, typical);
    if (candidate !== undefined) candidates.set(key, candidate);
    yield;
  }
  for (const concept of fringe) {
    const key = conceptKey(concept);
    if (!candidates.has(key)) candidates.set(key, newConcept(concept, key, situation, typical));
    yield;
  }
  const weighed: (Candidate & { readonly priority: number; readonly changes: readonly PriorityChange[] })[] = [];
  for (const candidate of candidates.values()) {
    const changes = priorityChanges({
      ...candidate,
      typicalMinutes: minutesOf(undefined, typical),
      isNew: candidate.reasons[0]?.code === 'ready_to_learn',
      practisedToday: candidate.reasons[0]?.code === 'practised_today',
      recentSuccess: situation.recentSuccess,
      emotion: situation.emotion,
    });
    const priority = changes.reduce((product, { factor }) => product * factor, candidate.gain.total);
    weighed.push({ ...candidate, changes, priority: Math.min(1, priority) });
    yield;
  }
  const mixed = yield* mixedSteps(weighed, situation.limit, situation.lastTopic);
  return mixed.map(({ step, factor }) => {
    const changes: readonly PriorityChange[] = factor === 1 ? step.changes : [...step.changes, { code: 'topic_again', factor }];
    return recommendation(step, step.priority * factor, changes, situation);
  });
}

/** Undefined for what is mastered, practised today and not due: nothing speaks for it. */
function practisedConcept(mastery: RankedMastery, key: string, situation: Situation, typical: TypicalTime): Candidate | undefined {
  const { now, forgetting, horizonDays, readinessOf, unlocksOf, judge } = situation;
  const at = masteryAt(mastery, now, judge);
  const elapsed = elapsedDays(mastery.mastery_tracking, now);
  const reasons = reasonsFor(mastery, at, elapsed, situation);
  if (reasons.length === 0) return undefined;
  const success = successShare(mastery, judge);
  const solves = successNow(mastery, elapsed, at.retention, judge);
  const memory = { curve: mastery.spaced_repetition_data.forgetting_curve_parameters, elapsedDays: elapsed };
  return {
    ...nameOf(mastery),
    difficulty: difficultyOf(mastery, situation),
    gain: expectedGain({ success, mastery: solves, readiness: readinessOf(key), unlocks: unlocksOf(key), memory }, horizonDays, forgetting),
    expectedSuccess: solves,
    minutes: minutesOf(mastery.evidence.response_time, typical),
    reasons,
  };
}

function reasonsFor(
  { spaced_repetition_data }: RankedMastery,
  { mastery_level, mastery_confidence, retention, answers, next_review_date }: MasteryAt,
  elapsed: number,
  { now, dueBy, masteredAbove }: Situation,
): Reason[] {
  const overdue_days = (now.at.getTime() - next_review_date.getTime()) / 86_400_000;
  const due: Reason[] = isDue(spaced_repetition_data, dueBy)
    ? [{ code: 'due_review', numbers: { overdue_days, retention, mastery_level } }]
    : [];
  const numbers = { mastery_level, mastery_confidence, retention, answers };
  if (mastery_level <= masteredAbove && elapsed > 0) return [...due, { code: 'weak_spot', numbers }];
  if (due.length > 0) return due;
  if (elapsed === 0) return mastery_level <= masteredAbove ? [{ code: 'practised_today', numbers }] : [];
  return [{ code: 'early_review', numbers: { due_in_days: -overdue_days, retention, mastery_level } }];
}

function newConcept(concept: Situation['fringe'][number], key: string, situation: Situation, typical: TypicalTime): Candidate {
  const { readinessOf, unlocksOf, horizonDays, forgetting, judge } = situation;
  const readiness = readinessOf(key);
  const able = freshConcept(judge.models, concept.difficulty_level, concept);
  const success = successOf(toLearner(able, concept.subject, judge), judge);
  return {
    ...nameOf(concept),
    difficulty: firstDifficulty(concept, situation),
    gain: expectedGain({ success, mastery: success, readiness, unlocks: unlocksOf(key), memory: null }, horizonDays, forgetting),
    expectedSuccess: success,
    minutes: minutesOf(undefined, typical),
    reasons: [{ code: 'ready_to_learn', numbers: { readiness, difficulty_level: concept.difficulty_level } }],
  };
}

function recommendation(
  { difficulty, reasons, gain, minutes, expectedSuccess, ...step }: Candidate,
  priority: number,
  changes: readonly PriorityChange[],
  { recentSuccess, emotion, judge }: Situation,
): Recommendation {
  const { difficulty: target, reasons: difficulty_changes } = targetDifficulty(
    { difficulty, recentSuccess, affect: affectOf(emotion), targetSuccess: judge.models.targetSuccess },
    DIFFICULTY,
  );
  return {
    ...nameOf(step),
    priority,
    gain,
    priority_changes: changes,
    expected_minutes: minutes,
    expected_success: expectedSuccess,
    target_difficulty: target,
    difficulty_changes,
    // A review is for what will be forgotten by the horizon; a weak spot is practised for what is not known.
    reasons: 1 - gain.success > gain.success * (1 - gain.retention_at_horizon) ? [...reasons].reverse() : reasons,
  };
}

function affectOf(emotion: Situation['emotion']): CurrentAffect | null {
  if (emotion === null) return null;
  const { valence, arousal } = EMOTIONS[emotion.emotion];
  return { valence, arousal, confidence: emotion.confidence };
}

function nameOf({ subject, topic, concept }: ConceptId): ConceptId {
  return { subject, topic, concept };
}

/** What fits the learner as they are now; what fitted them at the last answer, where no more is known. */
function difficultyOf(mastery: RankedMastery, { now, judge }: Situation): number {
  const able = conceptAbilityOf(mastery);
  if (able === undefined) return mastery.personalization_data.optimal_difficulty_level;
  return fittingDifficulty(toLearner(able, mastery.subject, judge), elapsedDays(mastery.mastery_tracking, now), judge.models);
}

/** Of a concept that the learner has not met: by how hard the concept is, and by how able they are in its subject. */
function firstDifficulty(concept: Situation['fringe'][number], { judge }: Situation): number {
  const fresh = freshConcept(judge.models, concept.difficulty_level, concept);
  return fittingDifficulty(toLearner(fresh, concept.subject, judge), 0, judge.models);
}
