import { studyDay } from '../../src/algorithms/index.js';
import type { ContentMastery, EmotionalAnalytics, EventOf, LearningEvent, LearningSession, User } from '../../src/collections/index.js';

/** Some fields of a document, as deep as they are said; lists and dates are taken whole. */
export type Some<T> = T extends Date | readonly unknown[] | string | number | boolean
  ? T
  : { readonly [Field in keyof T]?: Some<T[Field]> | undefined };

export const USER = '11111111-1111-4111-8111-111111111111';
const SESSION = '22222222-2222-4222-8222-222222222222';

/** A Monday. */
export const MONDAY = new Date('2025-03-03T09:00:00Z');

const model = { name: 'nobody', version: '1', params_version: 'default' };
const kept = { ...model, state: {} };
const last_event = { occurred_at: MONDAY, type: 'answer' as const, event_id: 'event-1' };

let made = 0;

/** A different text each time, for what must be unique. */
function next(prefix: string): string {
  made += 1;
  return `${prefix}-${made}`;
}

/** What a learner knows of one concept: seen on Monday, half mastered, due on Tuesday, one right answer of two. */
export function storedMastery(more: Some<ContentMastery> = {}): ContentMastery {
  const practised = more.mastery_tracking?.last_practiced_date ?? MONDAY;
  return merge<ContentMastery>(
    {
      user_id: USER,
      subject: 'Algebra',
      topic: 'Equations',
      concept: next('Concept'),
      mastery_tracking: {
        current_mastery_level: 0.5,
        mastery_confidence: 0.5,
        first_exposure_date: MONDAY,
        last_practiced_date: MONDAY,
        last_practiced_day: studyDay(practised.getTime(), 'UTC').day,
      },
      learning_history: [],
      spaced_repetition_data: {
        repetition_interval_days: 1,
        next_review_date: new Date('2025-03-04T09:00:00Z'),
        review_history: [],
        forgetting_curve_parameters: { initial_strength: 1, decay_rate: 0.105_360_515_657_826_28, stability: 1 },
      },
      prerequisite_relationships: { prerequisite_concepts: [], dependent_concepts: [] },
      personalization_data: {
        optimal_difficulty_level: 0.5,
        effective_learning_strategies: [],
        emotional_associations: {},
        learning_style_effectiveness: {},
      },
      models: { scheduler: kept, knowledge: kept, forgetting: model, predictor: kept },
      evidence: {
        answers: 2,
        correct: 1,
        score_sum: 1,
        recent_success: { rate: 0.5, weight: 2 },
        emotions: {},
        styles: {},
        strategies: {},
      },
      last_event,
      revision: 1,
      schema_version: 1,
    },
    more,
  );
}

/** An ended practice session of twenty minutes on Monday: five questions, four right, no AI and no emotions. */
export function storedSession(more: Some<LearningSession> = {}): LearningSession {
  const { started_at = MONDAY, timezone = 'Europe/Zurich', day_rollover_hour = 4 } = more;
  const { day, offset_minutes } = studyDay(started_at.getTime(), timezone, day_rollover_hour);
  const answers = more.performance_metrics?.questions_attempted ?? 5;
  // All answers came on the day of the start, and study took as long as is said, or up to the last event.
  const soFar = Math.max(0, (more.last_event?.occurred_at ?? MONDAY).getTime() - started_at.getTime());
  const minutes = 'duration_minutes' in more ? more.duration_minutes : 20;
  const milliseconds = typeof minutes === 'number' ? Math.round(minutes * 60_000) : soFar;
  const studied = { day, offset_minutes, first_answer_at: started_at, answers, milliseconds };
  return merge<LearningSession>(
    {
      session_id: `22222222-2222-4222-8222-${next('').slice(1).padStart(12, '0')}`,
      user_id: USER,
      started_at: MONDAY,
      day,
      offset_minutes,
      ended_at: new Date(MONDAY.getTime() + 20 * 60_000),
      duration_minutes: 20,
      session_context: {
        session_type: 'practice',
        subject: 'Algebra',
        topics: ['Equations'],
        learning_objectives: [],
        initial_difficulty_level: 0.5,
        device_type: 'desktop',
        platform: 'web',
      },
      interactions: [],
      learning_progress: {
        concepts_introduced: [],
        concepts_practiced: [],
        concepts_mastered: [],
        knowledge_gaps_identified: [],
        mastery_demonstrations: [],
      },
      emotional_journey: { emotional_states_timeline: [], interventions_applied: [], overall_emotional_health_score: 0.5 },
      performance_metrics: {
        questions_attempted: 5,
        questions_correct: 4,
        accuracy_percentage: 80,
        average_response_time_seconds: 12,
        difficulty_progression: [],
        engagement_indicators: { follow_up_questions: 0, self_directed_exploration: false, session_completion_rate: 1 },
      },
      ai_usage_analytics: {
        total_ai_queries: 0,
        providers_used: {},
        total_tokens_consumed: 0,
        total_cost_usd: 0,
        average_response_time_ms: 0,
        cache_hit_rate: 0,
        quality_scores: [],
      },
      session_outcome: { learning_objectives_met: [], areas_needing_more_work: [], next_session_recommendations: [] },
      timezone: 'Europe/Zurich',
      day_rollover_hour: 4,
      study: { gap_minutes: 5, milliseconds, last_at: started_at, days: answers > 0 ? [studied] : [] },
      evidence: {
        concepts: [],
        subjects: {},
        concepts_introduced: 0,
        concepts_mastered: 0,
        response_seconds: 60,
        cache_hits: 0,
        response_ms: 0,
        recent_success: { rate: 0.8, weight: 5 },
        emotions: {},
        emotion_readings: 0,
        valence_sum: 0,
        triggers: [],
        setbacks: 0,
        recoveries: 0,
      },
      predictor: kept,
      last_event: { ...last_event, type: 'session_ended' },
      revision: 1,
      schema_version: 1,
    },
    more,
  );
}

function envelope() {
  return {
    user_id: USER,
    session_id: SESSION,
    event_id: next('event'),
    occurred_at: MONDAY,
    recorded_at: MONDAY,
    day: 20_150,
    offset_minutes: 60,
    recorded_by: { actor_id: 'mr-keller', role: 'teacher' as const },
    body_hash: '0'.repeat(64),
    schema_version: 1,
  };
}

const belief = {
  mastery_level: 0.5,
  mastery_confidence: 0.5,
  retention: 0.9,
  repetition_interval_days: 1,
  scheduler_state: {},
  knowledge_state: {},
};

/** A right answer on Monday, in twelve seconds, that was expected with a chance of 0.7. */
export function storedAnswer(more: Some<EventOf<'answer'>> = {}): EventOf<'answer'> {
  return merge<EventOf<'answer'>>(
    {
      ...envelope(),
      type: 'answer',
      answer: {
        subject: 'Algebra',
        topic: 'Equations',
        concept: 'Linear equations',
        correct: true,
        score: 1,
        rating: 3,
        grade: 4,
        response_time_seconds: 12,
      },
      provenance: {
        scheduler: model,
        knowledge: model,
        forgetting: model,
        predictor: model,
        predicted: 0.7,
        opinions: { knowledge: 0.7, session: 0.7 },
        before: belief,
        after: belief,
        newly_mastered: false,
      },
    },
    more,
  );
}

/** What an event says beside its envelope: `{ type: 'emotion', emotion: { … } }`. */
type Body<Event> = Event extends unknown ? Omit<Event, keyof ReturnType<typeof envelope> | 'metadata'> : never;

/** An event of any other type: its body, and what of its envelope the test says. */
export function storedEvent<Said extends Body<Exclude<LearningEvent, { type: 'answer' | 'learner_created' }>>>(
  body: Said,
  more: Some<ReturnType<typeof envelope>> = {},
): EventOf<Said['type']> {
  return merge<object>({ ...envelope(), ...body }, more) as EventOf<Said['type']>;
}

/** A calm day: an hour of engaged concentration in one session. */
export function storedEmotionalDay(more: Some<EmotionalAnalytics> = {}): EmotionalAnalytics {
  return merge<EmotionalAnalytics>(
    {
      user_id: USER,
      analysis_date: new Date('2025-03-03T00:00:00Z'),
      data_source: 'daily_aggregation',
      emotional_summary: {
        dominant_emotion: 'engaged_concentration',
        emotion_distribution: { engaged_concentration: { percentage: 100, total_time_minutes: 60, session_count: 1 } },
        emotional_stability_score: 0.9,
        overall_emotional_wellness: 0.7,
      },
      learning_correlation_analysis: {
        most_productive_emotions: [],
        problematic_emotional_patterns: [],
        optimal_learning_conditions: {
          best_emotional_state_for_new_concepts: 'engaged_concentration',
          best_emotional_state_for_practice: 'engaged_concentration',
          best_emotional_state_for_assessment: 'engaged_concentration',
        },
      },
      intervention_effectiveness: {
        interventions_applied: [],
        emotional_recovery_patterns: { average_recovery_time_minutes: {}, most_effective_recovery_strategies: [] },
      },
      trends_and_patterns: {
        emotional_trends: [],
        temporal_patterns: { best_learning_times: [], challenging_periods: [], emotional_biorhythm_insights: [] },
      },
      evidence: {
        heard: 4,
        states: [{ emotion: 'engaged_concentration', readings: 4, minutes: 60, value_minutes: 24, sessions: 1 }],
        swings: { pairs: 3, squares: 0.12 },
        episodes: [],
        triggers: [],
        answers: [],
        interventions: [],
        rescues: [],
        hours: [{ hour: 9, readings: 4, minutes: 60, value_minutes: 24, hindered_minutes: 0 }],
      },
      revision: 0,
      schema_version: 1,
    },
    more,
  );
}

/** An account on the free plan, in Zurich, that allows everything. */
export function storedUser(more: Some<User> = {}): User {
  const name = next('learner');
  return merge<User>(
    {
      user_id: USER,
      email: `${name}@example.org`,
      password_hash: 'x',
      email_verified: true,
      created_at: MONDAY,
      updated_at: MONDAY,
      last_login: MONDAY,
      profile: { name, education_level: 'high_school', timezone: 'Europe/Zurich', learning_goals: [], subjects_of_interest: [] },
      subscription: {
        plan: 'free',
        status: 'active',
        billing_cycle: 'monthly',
        usage_tracking: { ai_queries_used: 0, ai_queries_limit: 100, reset_date: MONDAY },
      },
      preferences: {
        notification_settings: {
          email_notifications: true,
          study_reminders: true,
          progress_updates: true,
          achievement_notifications: true,
        },
        privacy_settings: {
          analytics_participation: true,
          emotional_data_usage: true,
          learning_data_sharing: true,
          public_profile: false,
        },
        learning_preferences: {
          explanation_style: 'concise',
          difficulty_preference: 'adaptive',
          feedback_frequency: 'moderate',
          emotional_support_level: 'standard',
        },
      },
      account_status: 'active',
      security: { failed_login_attempts: 0, last_password_change: MONDAY, two_factor_enabled: false },
      schema_version: 1,
    },
    more,
  );
}

function merge<T>(whole: T, some: Some<T>): T {
  const merged: Record<string, unknown> = { ...(whole as object) };
  for (const [key, value] of Object.entries(some as object)) {
    if (value === undefined) delete merged[key];
    else if (isPlain(value) && isPlain(merged[key])) merged[key] = merge(merged[key], value);
    else merged[key] = value;
  }
  return merged as T;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
