import { z } from 'zod';
import {
  answerBody,
  conceptId,
  email,
  emotionBody,
  fields,
  initialDna,
  interactionBody,
  interventionBody,
  interventionRatingBody,
  LIMITS,
  preferences,
  profile,
  sessionEndBody,
  sessionStartBody,
  users,
} from '../collections/index.js';
import { CANDIDATES } from '../learner/index.js';
import { recordAnswerInput } from './recording/record-answer-input.js';

/** When something happened; the engine's clock if not given. */
export const occurredAt = z.date().min(LIMITS.earliestEvent).optional();
const metadata = fields.metadata.optional();

/** What every event that a host records carries. */
const event = {
  /** Made by the host, unique for the learner: sending it again is safe. */
  event_id: fields.eventId,
  /** Without one, the event joins the session that the learner is in, or opens one: see `sessions` of `createEngine`. */
  session_id: fields.sessionId.optional(),
  occurred_at: occurredAt,
  metadata,
};

export const startSessionInput = z.strictObject({
  /** Made by the engine if not given; an offline device makes its own. */
  session_id: fields.sessionId.optional(),
  started_at: occurredAt,
  metadata,
  session_type: sessionStartBody.shape.session_type,
  subject: sessionStartBody.shape.subject,
  topics: sessionStartBody.shape.topics.optional(),
  learning_objectives: sessionStartBody.shape.learning_objectives.optional(),
  /** What the learner's DNA prefers if not given. */
  initial_difficulty_level: sessionStartBody.shape.initial_difficulty_level.optional(),
  device_type: sessionStartBody.shape.device_type.optional(),
  platform: sessionStartBody.shape.platform.optional(),
  planned_questions: sessionStartBody.shape.planned_questions,
  initial_emotional_state: sessionStartBody.shape.initial_emotional_state,
});

/** An answer that says whose it is. */
export const importedAnswerInput = recordAnswerInput.extend({ user_id: fields.userId });

/** One row of a log that is imported: an answer with no more than such a log has. */
export const historyRowInput = z.strictObject({
  user_id: fields.userId,
  /** When it was answered. */
  at: z.date().min(LIMITS.earliestEvent),
  ...recordAnswerInput.omit({ occurred_at: true }).shape,
  /** Made of time and concept if not given: rows that agree in both are then one answer. */
  event_id: fields.eventId.optional(),
  subject: fields.name.default('General'),
  topic: fields.name.default('General'),
  /** 0 if the log does not say. */
  response_time_seconds: answerBody.shape.response_time_seconds.default(0),
});

export const importHistoryInput = z.strictObject({ timezone: fields.timeZone.default('UTC') });

export const recordInteractionInput = z.strictObject({ ...event, ...interactionBody.shape });

export const recordEmotionInput = z.strictObject({ ...event, ...emotionBody.shape });

export const applyInterventionInput = z.strictObject({ ...event, ...interventionBody.shape });

export const rateInterventionInput = z.strictObject({ ...event, ...interventionRatingBody.shape });

export const endSessionInput = z.strictObject({
  /** The session that the learner is in if not given. */
  session_id: fields.sessionId.optional(),
  ended_at: occurredAt,
  ...sessionEndBody.shape,
});

const learnerInput = z.strictObject({
  /** Made by the engine if not given. */
  user_id: fields.userId.optional(),
  /** For a learner who logs in here, or is written to; none for one whom another system signs on. */
  email: email.optional(),
  /** Hash it first: the engine never sees a password. */
  password_hash: users.schema.shape.password_hash,
  email_verified: z.boolean().optional(),
  profile: profile.extend({
    /** `other` if not given. */
    education_level: profile.shape.education_level.optional(),
    learning_goals: profile.shape.learning_goals.optional(),
    subjects_of_interest: profile.shape.subjects_of_interest.optional(),
  }),
  subscription: users.schema.shape.subscription.partial().optional(),
  preferences: z
    .strictObject({
      notification_settings: preferences.shape.notification_settings.partial().optional(),
      privacy_settings: preferences.shape.privacy_settings.partial().optional(),
      learning_preferences: preferences.shape.learning_preferences.partial().optional(),
    })
    .optional(),
  learning_dna: initialDna.partial().optional(),
  metadata,
});

export const createLearnerInput = learnerInput
  .refine(({ email: address, password_hash }) => address !== undefined || password_hash === undefined, {
    path: ['email'],
    error: 'an email beside the password_hash',
  })
  .refine(({ email: address, email_verified }) => address !== undefined || email_verified !== true, {
    path: ['email'],
    error: 'the email that was verified',
  });

export const ensureLearnerInput = z.strictObject({
  user_id: fields.userId,
  /** `UTC` if not given; it says where the days of a new account begin and changes nothing of an old one. */
  timezone: profile.shape.timezone.optional(),
});

export const setEmailInput = z.strictObject({
  user_id: fields.userId,
  /** Null for none. */
  email: email.nullable(),
});

export const setAccountStatusInput = z.strictObject({ user_id: fields.userId, account_status: users.schema.shape.account_status });

export const updatePreferencesInput = learnerInput.shape.preferences.unwrap();

const subject = fields.name.optional();
const at = fields.instant.optional();
const limit = (max: number, usual: number) => z.int().min(1).max(max).default(usual);

/** `now`: what is due at the instant; `today`: what is to review today, all that is due by the end of the learner's day. */
const within = z.enum(['now', 'today']);

export const dueReviewsInput = z.strictObject({
  at,
  subject,
  limit: limit(1000, 50),
  within: within.default('now'),
});

/** The learner in general, in a subject, or in a concept: then its whole name. */
export const abilityInput = z
  .strictObject({ at, subject, topic: fields.name.optional(), concept: fields.name.optional() })
  .refine(
    ({ subject: of, topic, concept }) => (topic === undefined) === (concept === undefined) && (topic === undefined || of !== undefined),
    {
      error: 'a concept with its subject and its topic',
      path: ['concept'],
    },
  );

export const recommendInput = z.strictObject({
  at,
  subject,
  /** How many at most, 1 to 100; 5 if not given, and with `minutes` as many as fit. */
  limit: z.int().min(1).max(CANDIDATES).optional(),
  /** When what is learnt will be needed, such as an exam: after `at`, at most ten years. 30 days ahead if not given. */
  horizon: fields.instant.optional(),
  /** How long the learner has, above 0 and at most 1,440: no more steps than fit, and one at least. */
  minutes: z.number().positive().max(1_440).optional(),
  /** `today`, so that a morning sees what comes due in the evening: the learner's day is the unit. */
  within: within.default('today'),
});

export const sessionEventsInput = z.strictObject({ session_id: fields.sessionId, limit: limit(10_000, 100) });

export const conceptAnswersInput = z.strictObject({
  ...conceptId.shape,
  limit: limit(10_000, 100),
  /** With the states of the models before and after each answer. Where they are not stored, the whole log of the learner is replayed for them. */
  states: z.boolean().default(false),
});

export const fitModelInput = z.strictObject({
  /** A model that can be fitted. */
  model: fields.name,
  /** Answers from this instant on; from the first if not given. */
  since: fields.instant.optional(),
  /** Answers before this instant; to the last if not given. */
  until: fields.instant.optional(),
  subject: fields.name.optional(),
  /** Decides the random choices of the fit: the same log and seed give the same parameters. */
  seed: z.int().min(0).default(0),
});

export const activateFitInput = z.strictObject({
  model: fields.name,
  /** The `params_version` of a fit, or `default` for the model's own parameters. */
  params_version: fields.name,
  /** True activates also a fit whose verdict is `worse`, or that fell back to the model's own parameters. */
  force: z.boolean().default(false),
});

export const fitsInput = z.strictObject({ model: fields.name, limit: limit(100, 10) });

/** Half a minute to a year; a day if not given: an event that reaches the engine later finds its session closed. */
export const closeIdleSessionsInput = z.strictObject({
  idle_minutes: z.number().min(0.5).max(527_040).default(1_440),
  /** How many sessions to close at most. */
  limit: z.int().min(1).max(1_000_000).default(1_000_000),
});
