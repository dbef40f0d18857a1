import { type EmotionalState, targetDifficulty } from '../algorithms/index.js';
import { type LearningDna, type LearningSession, learningDna } from '../collections/index.js';
import { LIMITS } from '../schema/index.js';
import { positionOf } from './event-order.js';
import type { IncomingOf } from './incoming-event.js';
import type { LearnerModels } from './models.js';
import { keepNewest } from './newest.js';
import { isHindering } from './session-emotion.js';
import { entryOf, meanScores, type Tally } from './tally.js';

/** Weight of one session in a figure that follows the sessions: about the last ten count. */
const SESSION_WEIGHT = 0.2;
/** Answers at which the profile is half as sure as it can get. */
const HALF_CONFIDENCE_ANSWERS = 50;
/** Answers under one emotion before it is called helping or hindering. */
const ENOUGH_ANSWERS = 10;
/** How far the mean score under an emotion must be from the learner's own mean. */
const TELLING_DIFFERENCE = 0.05;
/** A change of difficulty below this is not worth a line in the history. */
const WORTH_SAYING = 0.005;

type Evidence = LearningDna['evidence'];

/** What an ended session says of how its learner learns; one without answers says nothing of difficulty and success. */
export function foldDna(
  dna: LearningDna,
  session: LearningSession,
  event: IncomingOf<'session_ended'>,
  models: LearnerModels,
): LearningDna {
  const evidence = addSession(dna.evidence, session);
  const position = { last_event: positionOf(event), revision: dna.revision + 1 };

  const { changes, cognitive, patterns } = evolve(dna, evidence, session, models);
  const delta = confidence(evidence.answers) - confidence(dna.evidence.answers);
  return {
    ...dna,
    ...position,
    updated_at: event.occurred_at,
    version: dna.version + (changes.length > 0 ? 1 : 0),
    cognitive_profile: cognitive,
    emotional_learning_patterns: patterns,
    assessment_history:
      changes.length === 0
        ? dna.assessment_history
        : keepNewest(
            dna.assessment_history,
            { date: event.occurred_at, assessment_type: 'performance_based', changes_made: changes, confidence_delta: delta },
            learningDna.capped.assessment_history as number,
          ),
    learning_effectiveness: effectiveness(dna, evidence, session, cognitive.complexity_preferences.preferred_difficulty_level, models),
    evidence,
  };
}

/** How far the profile can be trusted after so many answers, 0 to 1. */
function confidence(answers: number): number {
  return answers / (answers + HALF_CONFIDENCE_ANSWERS);
}

function addSession(so: Evidence, session: LearningSession): Evidence {
  const { evidence, performance_metrics: metrics } = session;
  return {
    sessions: so.sessions + 1,
    minutes: so.minutes + (session.duration_minutes ?? 0),
    answers: so.answers + metrics.questions_attempted,
    // Below 0 for a while when a session that lost what another gained has ended before that one.
    concepts_mastered: so.concepts_mastered + evidence.concepts_mastered,
    subjects: addSubjects(so.subjects, subjectsOf(session)),
    emotions: addTallies(so.emotions, evidence.emotions),
    setbacks: so.setbacks + evidence.setbacks,
    recoveries: so.recoveries + evidence.recoveries,
  };
}

type SubjectTallies = LearningSession['evidence']['subjects'];

const NO_ANSWERS = { answers: 0, correct: 0, concepts_introduced: 0, concepts_mastered: 0 } as const;

/** The subjects that were practised in a session; what it was opened for when nothing was. */
function subjectsOf({ evidence, session_context: { subject } }: LearningSession): SubjectTallies {
  if (Object.keys(evidence.subjects).length > 0 || subject === undefined) return evidence.subjects;
  return { [subject]: NO_ANSWERS };
}

function addSubjects(so: Evidence['subjects'], more: SubjectTallies): Evidence['subjects'] {
  const sum: { [subject: string]: Evidence['subjects'][string] } = { ...so };
  for (const [subject, tally] of Object.entries(more)) {
    const known = entryOf(sum, subject);
    if (known === undefined && Object.keys(sum).length >= LIMITS.distinctNames) continue;
    sum[subject] = {
      sessions: (known?.sessions ?? 0) + 1,
      answers: (known?.answers ?? 0) + tally.answers,
      correct: (known?.correct ?? 0) + tally.correct,
      concepts_introduced: (known?.concepts_introduced ?? 0) + tally.concepts_introduced,
      concepts_mastered: (known?.concepts_mastered ?? 0) + tally.concepts_mastered,
    };
  }
  return sum;
}

function addTallies(so: Evidence['emotions'], more: Evidence['emotions']): Evidence['emotions'] {
  const sum = { ...so };
  for (const [emotion, tally] of Object.entries(more) as [EmotionalState, Tally][]) {
    const known = sum[emotion];
    sum[emotion] = { answers: (known?.answers ?? 0) + tally.answers, score_sum: (known?.score_sum ?? 0) + tally.score_sum };
  }
  return sum;
}

function evolve(dna: LearningDna, evidence: Evidence, session: LearningSession, models: LearnerModels) {
  const changes: string[] = [];
  const before = dna.cognitive_profile.complexity_preferences.preferred_difficulty_level;
  const { difficulty: aim } = targetDifficulty({
    difficulty: before,
    recentSuccess: session.evidence.recent_success,
    targetSuccess: models.targetSuccess,
  });
  const difficulty = before + SESSION_WEIGHT * (aim - before);
  if (Math.abs(difficulty - before) >= WORTH_SAYING) {
    changes.push(`preferred_difficulty_level: ${before.toFixed(2)} to ${difficulty.toFixed(2)}`);
  }
  const cognitive = {
    ...dna.cognitive_profile,
    complexity_preferences: { ...dna.cognitive_profile.complexity_preferences, preferred_difficulty_level: difficulty },
  };
  const patterns = evolvePatterns(dna, evidence, session, changes);
  return { changes, cognitive, patterns };
}

function evolvePatterns(dna: LearningDna, evidence: Evidence, session: LearningSession, changes: string[]) {
  const so = dna.emotional_learning_patterns;
  const means = meanScores(evidence.emotions, ENOUGH_ANSWERS);
  const tallies = Object.values<Tally>(evidence.emotions);
  const overall = sum(tallies.map((tally) => tally.score_sum)) / Math.max(1, sum(tallies.map((tally) => tally.answers)));
  const judged = Object.entries(means) as [EmotionalState, number][];
  // An emotion named at the learner's creation stays until there is evidence of its own.
  const keep = (states: readonly EmotionalState[]) => states.filter((emotion) => means[emotion] === undefined);
  const optimal = named([
    ...keep(so.optimal_emotional_states),
    ...judged.filter(([, mean]) => mean >= overall + TELLING_DIFFERENCE).map(first),
  ]);
  const problematic = named([
    ...keep(so.problematic_emotional_states),
    ...judged.filter(([emotion, mean]) => mean <= overall - TELLING_DIFFERENCE || (isHindering(emotion) && mean < overall)).map(first),
  ]);
  const triggers = session.evidence.triggers.filter((trigger) => !so.stress_triggers.includes(trigger));
  if (optimal.join() !== named(so.optimal_emotional_states).join())
    changes.push(`optimal_emotional_states: ${optimal.join(', ') || 'none'}`);
  if (problematic.join() !== named(so.problematic_emotional_states).join()) {
    changes.push(`problematic_emotional_states: ${problematic.join(', ') || 'none'}`);
  }
  if (triggers.length > 0) changes.push(`stress_triggers: ${triggers.length} more`);
  return {
    ...so,
    optimal_emotional_states: optimal,
    problematic_emotional_states: problematic,
    stress_triggers: [...so.stress_triggers, ...triggers].slice(-LIMITS.shortList),
    // Laplace's rule over setbacks that were got over: without setbacks, one half.
    emotional_resilience_score: (evidence.recoveries + 1) / (Math.max(evidence.setbacks, evidence.recoveries) + 2),
  };
}

/** Each state once, in the order of the alphabet: a host may have named them in another. */
function named(states: readonly EmotionalState[]): EmotionalState[] {
  return [...new Set(states)].sort();
}

function effectiveness(dna: LearningDna, evidence: Evidence, session: LearningSession, difficulty: number, models: LearnerModels) {
  const so = dna.learning_effectiveness;
  const engaged = engagement(session);
  const answered = session.performance_metrics.questions_attempted > 0;
  const accuracy = session.performance_metrics.accuracy_percentage / 100;
  // 1 when the session was as hard as it should be for this learner, 0 when it was as far off as it can be.
  const fit = 1 - Math.abs(accuracy - models.targetSuccess) / Math.max(models.targetSuccess, 1 - models.targetSuccess);
  const follow = (before: number | undefined, now: number) => (before === undefined ? now : before + SESSION_WEIGHT * (now - before));
  const subjects = { ...so.subjects_performance };
  for (const subject of answered ? Object.keys(session.evidence.subjects) : []) {
    const sums = entryOf(evidence.subjects, subject);
    if (sums === undefined) continue;
    const known = entryOf(so.subjects_performance, subject);
    subjects[subject] = {
      mastery_rate: share(sums.concepts_mastered, sums.concepts_introduced),
      engagement_level: follow(known?.engagement_level, engaged),
      optimal_difficulty: follow(known?.optimal_difficulty, difficulty),
    };
  }
  return {
    subjects_performance: subjects,
    overall_learning_velocity: evidence.minutes > 0 ? Math.max(0, evidence.concepts_mastered) / (evidence.minutes / 60) : 0,
    personalization_effectiveness: answered
      ? follow(dna.evidence.answers === 0 ? undefined : so.personalization_effectiveness, fit)
      : so.personalization_effectiveness,
  };
}

/** Half from staying to the end, half from how the learner felt. */
function engagement(session: LearningSession): number {
  const { session_completion_rate } = session.performance_metrics.engagement_indicators;
  return (session_completion_rate + session.emotional_journey.overall_emotional_health_score) / 2;
}

/** Mastered of introduced; concepts introduced before the first ended session can make it pass 1. */
function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(1, Math.max(0, part / whole));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}

function first<Value>([value]: readonly [Value, unknown]): Value {
  return value;
}
