import { updateRecentSuccess } from '../algorithms/index.js';
import { type ConceptId, type LearningSession, learningSessions } from '../collections/index.js';
import { LIMITS } from '../schema/index.js';
import type { IncomingAnswer } from './incoming-event.js';
import type { LearnerModels } from './models.js';
import { keepNewest } from './newest.js';
import type { Provenance } from './provenance.js';
import { countAnswer, entryOf } from './tally.js';

const CONCEPTS = learningSessions.capped['learning_progress.concepts_practiced'] as number;
const DIFFICULTIES = learningSessions.capped['performance_metrics.difficulty_progression'] as number;

type ConceptProgress = LearningSession['evidence']['concepts'][number];

/** The models' results for an answer. */
export interface Judged {
  readonly provenance: Provenance;
  readonly difficulty: number;
  /** The learner met the concept for the first time. */
  readonly introduced: boolean;
}

/** What an answer, and what the models made of it, does to its session. */
export function foldSessionAnswer(
  session: LearningSession,
  event: IncomingAnswer,
  { provenance, difficulty, introduced }: Judged,
  models: LearnerModels,
): LearningSession {
  const { answer } = event;
  const { evidence, performance_metrics: metrics } = session;
  const emotion = answer.emotional_state ?? evidence.current_emotion?.emotion;
  const attempted = metrics.questions_attempted + 1;
  const correct = metrics.questions_correct + (answer.correct ? 1 : 0);
  const seconds = evidence.response_seconds + answer.response_time_seconds;
  const success = updateRecentSuccess(evidence.recent_success, answer.score);
  const known = evidence.concepts.findIndex((entry) => isSame(entry, answer));
  const entry = progressOf(evidence.concepts[known], event, provenance);
  const lost =
    provenance.before.mastery_level > models.masteredAbove && provenance.after.mastery_level <= models.masteredAbove && !introduced;

  const mastered = (provenance.newly_mastered ? 1 : 0) - (lost ? 1 : 0);

  return {
    ...session,
    session_context:
      session.session_context.subject === undefined ? { ...session.session_context, subject: answer.subject } : session.session_context,
    learning_progress: progress(session, entry, {
      introduced,
      practicedFirst: known < 0,
      mastered: provenance.newly_mastered && evidence.concepts[known]?.mastered_here !== true,
    }),
    performance_metrics: {
      ...metrics,
      questions_attempted: attempted,
      questions_correct: correct,
      accuracy_percentage: (100 * correct) / attempted,
      average_response_time_seconds: seconds / attempted,
      difficulty_progression: keepNewest(
        metrics.difficulty_progression,
        { timestamp: event.occurred_at, difficulty_level: difficulty, success_rate: success.rate },
        DIFFICULTIES,
      ),
      engagement_indicators: {
        ...metrics.engagement_indicators,
        session_completion_rate: session.planned_questions === undefined ? 0 : Math.min(1, attempted / session.planned_questions),
      },
    },
    evidence: {
      ...evidence,
      concepts: known < 0 ? keepNewest(evidence.concepts, entry, CONCEPTS) : evidence.concepts.with(known, entry),
      subjects: countSubject(evidence.subjects, answer, introduced, mastered),
      concepts_introduced: evidence.concepts_introduced + (introduced ? 1 : 0),
      concepts_mastered: evidence.concepts_mastered + mastered,
      response_seconds: seconds,
      recent_success: success,
      emotions: emotion === undefined ? evidence.emotions : countAnswer(evidence.emotions, emotion, answer.score, CONCEPTS),
    },
  };
}

type SubjectTallies = LearningSession['evidence']['subjects'];

/** One more answer under its own subject; a subject beyond the most that a session counts by is not counted. */
function countSubject(tallies: SubjectTallies, answer: IncomingAnswer['answer'], introduced: boolean, mastered: number): SubjectTallies {
  const known = entryOf(tallies, answer.subject);
  if (known === undefined && Object.keys(tallies).length >= LIMITS.distinctNames) return tallies;
  return {
    ...tallies,
    [answer.subject]: {
      answers: (known?.answers ?? 0) + 1,
      correct: (known?.correct ?? 0) + (answer.correct ? 1 : 0),
      concepts_introduced: (known?.concepts_introduced ?? 0) + (introduced ? 1 : 0),
      concepts_mastered: (known?.concepts_mastered ?? 0) + mastered,
    },
  };
}

function progressOf(known: ConceptProgress | undefined, { answer }: IncomingAnswer, provenance: Provenance): ConceptProgress {
  return {
    subject: answer.subject,
    topic: answer.topic,
    concept: answer.concept,
    attempted: (known?.attempted ?? 0) + 1,
    correct: (known?.correct ?? 0) + (answer.correct ? 1 : 0),
    mastery_before: known?.mastery_before ?? provenance.before.mastery_level,
    mastery_level: provenance.after.mastery_level,
    mastered_here: known?.mastered_here === true || provenance.newly_mastered,
  };
}

interface Milestones {
  readonly introduced: boolean;
  readonly practicedFirst: boolean;
  readonly mastered: boolean;
}

function progress(
  { learning_progress: previous }: LearningSession,
  entry: ConceptProgress,
  { introduced, practicedFirst, mastered }: Milestones,
) {
  if (!introduced && !practicedFirst && !mastered) return previous;
  const { concept } = entry;
  return {
    ...previous,
    concepts_introduced: introduced ? keepNewest(previous.concepts_introduced, concept, CONCEPTS) : previous.concepts_introduced,
    concepts_practiced: practicedFirst ? keepNewest(previous.concepts_practiced, concept, CONCEPTS) : previous.concepts_practiced,
    concepts_mastered: mastered ? keepNewest(previous.concepts_mastered, concept, CONCEPTS) : previous.concepts_mastered,
    mastery_demonstrations: mastered
      ? keepNewest(previous.mastery_demonstrations, demonstration(entry), CONCEPTS)
      : previous.mastery_demonstrations,
  };
}

function demonstration({ concept, correct, attempted, mastery_level }: ConceptProgress) {
  return { concept, evidence: `${correct} of ${attempted} right in this session`, confidence_level: mastery_level };
}

function isSame(a: ConceptId, b: ConceptId): boolean {
  return a.concept === b.concept && a.topic === b.topic && a.subject === b.subject;
}
