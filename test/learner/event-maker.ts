import type { LearningDna, LearningEvent } from '../../src/collections/index.js';
import type { EventDay } from '../../src/learner/event-day.js';

type EventOfType<Type extends LearningEvent['type']> = Extract<LearningEvent, { type: Type }>;

export type Answer = EventOfType<'answer'>['answer'];
export type SessionStart = EventOfType<'session_started'>['session'];
export type InitialDna = Pick<LearningDna, 'cognitive_profile' | 'motivation_profile' | 'emotional_learning_patterns'>;

const USER = '11111111-1111-4111-8111-111111111111';

/** 2025-03-03 is a Monday. */
export const START = new Date('2025-03-03T09:00:00Z');

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The id of the n-th session of a test. */
export function sessionId(n: number): string {
  return `22222222-2222-4222-8222-${String(n).padStart(12, '0')}`;
}

/** The fold works out the day of an event that was never stored, so none of these has one, whatever the type of a stored event says. */
const undated = {} as EventDay;

/** What no derived field may depend on is the same in every event, or made up. */
function envelope(eventId: string, at: Date) {
  return {
    user_id: USER,
    event_id: eventId,
    occurred_at: at,
    recorded_at: at,
    body_hash: '0'.repeat(64),
    schema_version: 1,
  };
}

/**
 * A log says what the models made of an answer when it was recorded. A fold computes it again and must not look, so here it says nonsense.
 */
const nonsense: EventOfType<'answer'>['provenance'] = (() => {
  const belief = {
    mastery_level: 0.123,
    mastery_confidence: 0.123,
    retention: 0.123,
    repetition_interval_days: 123,
    scheduler_state: {},
    knowledge_state: {},
  };
  const model = { name: 'nobody', version: '0', params_version: 'none' };
  return {
    scheduler: model,
    knowledge: model,
    forgetting: model,
    predictor: model,
    predicted: 0.123,
    opinions: { knowledge: 0.123, session: 0.123 },
    before: belief,
    after: belief,
    newly_mastered: true,
  };
})();

const plainAnswer: Answer = {
  subject: 'Algebra',
  topic: 'Equations',
  concept: 'Linear equations',
  correct: true,
  score: 1,
  rating: 3,
  grade: 4,
  response_time_seconds: 12,
};

const plainStart: SessionStart = {
  session_type: 'practice',
  subject: 'Algebra',
  topics: ['Equations'],
  learning_objectives: [],
  initial_difficulty_level: 0.5,
  device_type: 'desktop',
  platform: 'web',
  timezone: 'UTC',
  day_rollover_hour: 4,
};

export const plainDna: InitialDna = {
  cognitive_profile: {
    learning_style: { primary: 'visual', confidence_score: 0.3, assessment_method: 'survey', last_assessed: START },
    processing_characteristics: {
      processing_speed: 'average',
      working_memory_capacity: 'average',
      attention_span_minutes: 25,
      information_processing_preference: 'mixed',
      multitasking_ability: 'average',
    },
    complexity_preferences: {
      preferred_difficulty_level: 0.5,
      challenge_tolerance: 'moderate',
      explanation_depth_preference: 'detailed',
      example_density_preference: 'moderate',
      abstract_vs_concrete: 0,
    },
  },
  motivation_profile: {
    goal_orientation: 'mixed',
    intrinsic_motivation_level: 0.5,
    extrinsic_motivation_responsiveness: 0.5,
    feedback_preference: 'immediate',
    achievement_sensitivity: 0.5,
    autonomy_preference: 'semi_independent',
  },
  emotional_learning_patterns: {
    optimal_emotional_states: [],
    problematic_emotional_states: [],
    stress_triggers: [],
    confidence_builders: [],
    engagement_factors: [],
    emotional_recovery_strategies: [],
    emotional_resilience_score: 0.5,
  },
};

/** Makes the events of one learner: an id, minutes after {@link START}, and what is special about the event. */
export const make = {
  created(id = 'a-created', minutes = -10, dna: Partial<InitialDna> = {}): EventOfType<'learner_created'> {
    return { ...envelope(id, at(minutes)), type: 'learner_created', dna: { ...plainDna, ...dna } };
  },
  started(session: number, id: string, minutes: number, body: Partial<SessionStart> = {}): EventOfType<'session_started'> {
    return {
      ...envelope(id, at(minutes)),
      ...undated,
      type: 'session_started',
      session_id: sessionId(session),
      session: { ...plainStart, ...body },
    };
  },
  answer(session: number, id: string, minutes: number, body: Partial<Answer> = {}): EventOfType<'answer'> {
    const scored = body.correct === false ? { score: 0, rating: 1 as const, grade: 1 as const } : {};
    return {
      ...envelope(id, at(minutes)),
      ...undated,
      type: 'answer',
      session_id: sessionId(session),
      answer: { ...plainAnswer, ...scored, ...body },
      provenance: nonsense,
    };
  },
  interaction(
    session: number,
    id: string,
    minutes: number,
    body: Partial<EventOfType<'interaction'>['interaction']> = {},
  ): EventOfType<'interaction'> {
    return {
      ...envelope(id, at(minutes)),
      ...undated,
      type: 'interaction',
      session_id: sessionId(session),
      interaction: { interaction_type: 'question', ...body },
    };
  },
  emotion(
    session: number,
    id: string,
    minutes: number,
    emotion: EventOfType<'emotion'>['emotion']['emotion'],
    body: Partial<EventOfType<'emotion'>['emotion']> = {},
  ): EventOfType<'emotion'> {
    return {
      ...envelope(id, at(minutes)),
      ...undated,
      type: 'emotion',
      session_id: sessionId(session),
      emotion: { emotion, intensity: 0.5, confidence: 0.9, ...body },
    };
  },
  intervention(session: number, id: string, minutes: number, type = 'hint', reason = 'three errors in a row'): EventOfType<'intervention'> {
    return {
      ...envelope(id, at(minutes)),
      ...undated,
      type: 'intervention',
      session_id: sessionId(session),
      intervention: { intervention_type: type, reason },
    };
  },
  rated(session: number, id: string, minutes: number, interventionId: string, rating: number): EventOfType<'intervention_rated'> {
    return {
      ...envelope(id, at(minutes)),
      ...undated,
      type: 'intervention_rated',
      session_id: sessionId(session),
      rating: { intervention_id: interventionId, effectiveness_rating: rating },
    };
  },
  ended(session: number, id: string, minutes: number, body: EventOfType<'session_ended'>['end'] = {}): EventOfType<'session_ended'> {
    return { ...envelope(id, at(minutes)), ...undated, type: 'session_ended', session_id: sessionId(session), end: body };
  },
};

/** An instant, in minutes after {@link START}. */
export function at(minutes: number): Date {
  return new Date(START.getTime() + Math.round(minutes * MINUTE));
}
