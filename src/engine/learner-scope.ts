import type { z } from 'zod';
import { type LearningEvent, parseInput } from '../collections/index.js';
import { type AnswerOutcome, type MasteryAt, masteryAt, type Recommendation } from '../learner/index.js';
import { PIPELINES, type progressByTopic } from '../pipelines/index.js';
import type { CallControl, EngineContext } from './context.js';
import { type DueReviewsInput, dueReviews } from './due-reviews.js';
import { type EndedSession, type EndSessionInput, endSession } from './end-session.js';
import { conceptAnswersInput, masteryInput, progressInput, recentSessionsInput, sessionEventsInput } from './inputs.js';
import { type ApplyInterventionInput, applyIntervention, type RateInterventionInput, rateIntervention } from './interventions.js';
import { type RecommendInput, recommend } from './recommend.js';
import { type RecordAnswerInput, recordAnswer } from './record-answer.js';
import { type EmotionOutcome, type RecordEmotionInput, recordEmotion } from './record-emotion.js';
import { type InteractionOutcome, type RecordInteractionInput, recordInteraction } from './record-interaction.js';
import { type StartedSession, type StartSessionInput, startSession } from './start-session.js';
import { type UpdatePreferencesInput, updatePreferences } from './update-preferences.js';

/**
 * One learner's own data, by construction: every call here carries their user_id, and there is none that takes another's.
 * Made by `engine.as({ userId, role })`.
 */
export class LearnerScope {
  readonly userId: string;
  readonly #context: EngineContext;

  constructor(context: EngineContext, userId: string) {
    this.#context = context;
    this.userId = userId;
  }

  /** Opens a session. With a session_id of the caller's own it may be sent again. */
  startSession(input: StartSessionInput, control: CallControl = {}): Promise<StartedSession> {
    return startSession(this.#context, this.userId, input, control);
  }

  /** Takes in one answer, in one transaction; the same event_id again gives the first result. */
  recordAnswer(input: RecordAnswerInput, control: CallControl = {}): Promise<AnswerOutcome> {
    return recordAnswer(this.#context, this.userId, input, control);
  }

  /** Takes in one exchange with the tutor, with what the AI behind it cost. */
  recordInteraction(input: RecordInteractionInput, control: CallControl = {}): Promise<InteractionOutcome> {
    return recordInteraction(this.#context, this.userId, input, control);
  }

  /** Takes in how the learner feels, if they allow it. */
  recordEmotion(input: RecordEmotionInput, control: CallControl = {}): Promise<EmotionOutcome> {
    return recordEmotion(this.#context, this.userId, input, control);
  }

  /** Takes in that the tutor stepped in. */
  applyIntervention(input: ApplyInterventionInput, control: CallControl = {}) {
    return applyIntervention(this.#context, this.userId, input, control);
  }

  /** Takes in what an intervention was worth to the learner, 1 to 5. */
  rateIntervention(input: RateInterventionInput, control: CallControl = {}) {
    return rateIntervention(this.#context, this.userId, input, control);
  }

  /** Closes a session and lets the learning DNA learn from it. */
  endSession(input: EndSessionInput, control: CallControl = {}): Promise<EndedSession> {
    return endSession(this.#context, this.userId, input, control);
  }

  /** What to do next, best first, with reasons and the numbers behind them. */
  recommend(input: RecommendInput = {}, control: CallControl = {}): Promise<Recommendation[]> {
    return recommend(this.#context, this.userId, input, control);
  }

  /** What is due for review, longest overdue first. */
  dueReviews(input: DueReviewsInput = {}, control: CallControl = {}): Promise<MasteryAt[]> {
    return dueReviews(this.#context, this.userId, input, control);
  }

  /** The learner's profile with their learning DNA, in one round trip; null when there is no such learner. */
  profile(control: CallControl = {}) {
    return this.#context.repositories.users.profileWithDna(this.userId, control);
  }

  /** Mastery of every concept, decayed to an instant. */
  async mastery(input: z.input<typeof masteryInput> = {}, control: CallControl = {}): Promise<MasteryAt[]> {
    const { at = this.#context.clock(), subject } = parseInput(masteryInput, input, 'mastery');
    const stored = await this.#context.repositories.content_mastery.lookup(this.userId, { ...control, subject }).toArray();
    return stored.map((entry) => masteryAt(entry, at, this.#context.models.forgetting));
  }

  /** How far the learner has come, topic by topic. */
  async progress(
    input: z.input<typeof progressInput> = {},
    control: CallControl = {},
  ): Promise<z.output<(typeof progressByTopic)['row']>[]> {
    const { at = this.#context.clock(), subject } = parseInput(progressInput, input, 'progress');
    const params = { user_id: this.userId, subject, at, mastered_above: this.#context.models.masteredAbove };
    return this.#context.repositories.content_mastery.run(PIPELINES.progress_by_topic, params, control).toArray();
  }

  /** The sessions of the last days, newest first. */
  recentSessions(input: z.input<typeof recentSessionsInput> = {}, control: CallControl = {}) {
    const { at = this.#context.clock(), days } = parseInput(recentSessionsInput, input, 'recentSessions');
    return this.#context.repositories.learning_sessions.recent(this.userId, { ...control, at, days }).toArray();
  }

  /** Everything that happened in a session, newest first: also what its document no longer keeps. */
  sessionEvents(input: z.input<typeof sessionEventsInput>, control: CallControl = {}): Promise<LearningEvent[]> {
    const { session_id, limit } = parseInput(sessionEventsInput, input, 'sessionEvents');
    return this.#context.repositories.learning_events.ofSession(this.userId, session_id, { ...control, limit }).toArray();
  }

  /** Every answer to a concept, newest first, each with what the models believed before and after it. */
  conceptAnswers(input: z.input<typeof conceptAnswersInput>, control: CallControl = {}): Promise<LearningEvent[]> {
    const { limit, ...id } = parseInput(conceptAnswersInput, input, 'conceptAnswers');
    return this.#context.repositories.learning_events.ofConcept(this.userId, id, { ...control, limit }).toArray();
  }

  /** Changes settings, among them whether emotions may be used. */
  updatePreferences(input: UpdatePreferencesInput, control: CallControl = {}): Promise<void> {
    return updatePreferences(this.#context, this.userId, input, control);
  }
}
