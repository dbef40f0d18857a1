/**
 * What a learner's documents must say, by the definitions of seed 003 and of the declarations, computed from the whole log at once by filter,
 * group and sum. It was written without looking at the fold, shares no code with it, and takes as long as it takes.
 *
 * Only fields whose definition leaves no choice are here; the others have unit tests of their own.
 */
import { bkt, EMOTIONS, type EmotionalState, type Sm2State, sm2, updateRecentSuccess } from '../../src/algorithms/index.js';
import { type LearningEvent, learningSessions } from '../../src/collections/index.js';
import { models } from './models.js';
import { naiveDayBeginning, naiveDayNumber } from './naive-learner-day.js';
import { before, groupBy, inOrder, mean, newest, ofType, sum, unique, upTo } from './naive-order.js';

type AnswerEvent = Extract<LearningEvent, { type: 'answer' }>;

export interface Expected {
  readonly dna: object | null;
  readonly sessions: ReadonlyMap<string, object>;
  /** By subject, topic and concept, joined by slashes. */
  readonly masteries: ReadonlyMap<string, object>;
}

export function naiveLearner(events: readonly LearningEvent[]): Expected {
  const sessionIds = unique(ofType(events, 'session_started').map((event) => event.session_id));
  const concepts = groupBy(ofType(events, 'answer'), (event) => conceptName(event));
  return {
    dna: naiveDna(events),
    sessions: new Map(sessionIds.map((id) => [id, naiveSession(events, id)])),
    masteries: new Map([...concepts].map(([name, answers]) => [name, naiveMastery(events, answers)])),
  };
}

const conceptName = ({ answer }: AnswerEvent) => `${answer.subject}/${answer.topic}/${answer.concept}`;

const inSession = (events: readonly LearningEvent[], id: string) =>
  events.filter((event) => 'session_id' in event && event.session_id === id);

// --- what the models say of one concept ---

const knowledgeAfter = (answers: readonly AnswerEvent[]) =>
  inOrder(answers).reduce((state, { occurred_at, answer }) => {
    const { hints_used = 0, attempts = 1, correct } = answer;
    const credit = 0.5 + 0.5 / (hints_used + attempts);
    return bkt.update(state, { at: occurred_at.getTime(), correct, credit }, bkt.defaults);
  }, bkt.initial(bkt.defaults));

const masteryAfter = (answers: readonly AnswerEvent[]) => bkt.mastery(knowledgeAfter(answers), bkt.defaults);

interface Schedule {
  readonly state: Sm2State;
  /** The learner's day on which the next review comes due; the interval is counted from the day of the last one that counted. */
  readonly dueDay: number;
}

const scheduleAfter = (events: readonly LearningEvent[], answers: readonly AnswerEvent[]): Schedule =>
  inOrder(answers).reduce<Schedule>(
    (so, event) => {
      const { timezone, day_rollover_hour } = sessionOf(events, event);
      const dayOf = (at: Date) => naiveDayNumber(at, timezone, day_rollover_hour);
      const { rating, grade } = event.answer;
      const due = dayOf(event.occurred_at) >= so.dueDay;
      const state = sm2.update(so.state, { at: event.occurred_at.getTime(), rating, grade, due }, sm2.defaults);
      const dueDay = dayOf(new Date(state.last_review as number)) + state.interval_days;
      return { state, dueDay };
    },
    { state: sm2.initial(sm2.defaults), dueDay: Number.POSITIVE_INFINITY },
  );

const recentSuccessAfter = (answers: readonly AnswerEvent[]) =>
  inOrder(answers).reduce<ReturnType<typeof updateRecentSuccess> | null>(
    (success, { answer }) => updateRecentSuccess(success, answer.score),
    null,
  );

const ofConcept = (events: readonly LearningEvent[], one: AnswerEvent) =>
  ofType(events, 'answer').filter((event) => conceptName(event) === conceptName(one));

/** Whether a concept is mastered by all that happened before, and by all including the answer. */
function crossing(events: readonly LearningEvent[], event: AnswerEvent): 'up' | 'down' | 'none' {
  const was = masteryAfter(ofConcept(before(events, event), event)) > models.masteredAbove;
  const is = masteryAfter(ofConcept(upTo(events, event), event)) > models.masteredAbove;
  return !was && is ? 'up' : was && !is ? 'down' : 'none';
}

/** Where no one says how hard a question was, it was what the session set out with. */
function difficultyOf(events: readonly LearningEvent[], event: AnswerEvent): number {
  return event.answer.difficulty_level ?? sessionOf(events, event).initial_difficulty_level;
}

// --- emotions of a session ---

interface Reading {
  readonly timestamp: Date;
  readonly emotion: EmotionalState;
  readonly intensity: number;
  readonly confidence: number;
  readonly trigger?: string | undefined;
}

/** Readings that are sure enough to count: the detector's and the interactions'. */
function readings(events: readonly LearningEvent[]): Reading[] {
  return inOrder(events)
    .flatMap((event): Reading[] => {
      if (event.type === 'emotion') return [{ timestamp: event.occurred_at, ...event.emotion }];
      if (event.type !== 'interaction' || event.interaction.emotional_context === undefined) return [];
      const { detected_emotion, emotional_intensity, confidence } = event.interaction.emotional_context;
      return [{ timestamp: event.occurred_at, emotion: detected_emotion, intensity: emotional_intensity, confidence }];
    })
    .filter((reading) => reading.confidence >= models.emotionConfidence);
}

/** What the learner felt at an answer: what it says itself, else the newest reading of the session, else what the session began with. */
function feltAt(events: readonly LearningEvent[], event: AnswerEvent): EmotionalState | undefined {
  const session = inSession(upTo(events, event), event.session_id);
  const [start] = ofType(session, 'session_started');
  return event.answer.emotional_state ?? readings(session).at(-1)?.emotion ?? start?.session.initial_emotional_state;
}

/** Confusion is unpleasant and does not hinder. A state that the session began with came up before it, so only its end counts. */
function swings(events: readonly LearningEvent[], initial: EmotionalState | undefined): { setbacks: number; recoveries: number } {
  const hinders = (emotion: EmotionalState | undefined) =>
    emotion !== undefined && emotion !== 'confusion' && EMOTIONS[emotion].valence < 0;
  const felt = [initial, ...readings(events).map((reading) => reading.emotion)].map(hinders);
  const steps = felt.slice(1).map((is, index) => ({ was: felt[index], is }));
  return { setbacks: steps.filter(({ was, is }) => !was && is).length, recoveries: steps.filter(({ was, is }) => was && !is).length };
}

// --- learning_sessions ---

/** How many of the newest entries a session's list keeps, as declared. */
const kept = (path: keyof typeof learningSessions.capped) => learningSessions.capped[path] as number;

function naiveSession(all: readonly LearningEvent[], id: string): object {
  const events = inSession(all, id);
  const start = ofType(events, 'session_started')[0];
  if (start === undefined) throw new Error('a session without a start');
  const end = ofType(events, 'session_ended')[0];
  const answers = ofType(events, 'answer');
  const interactions = ofType(events, 'interaction');
  const { timezone, day_rollover_hour, planned_questions, initial_emotional_state, ...context } = start.session;
  const correct = answers.filter((event) => event.answer.correct);
  const felt = readings(events);
  const concepts = [...groupBy(answers, conceptName).values()];
  const introduced = concepts.filter((group) => ofConcept(all, group[0] as AnswerEvent)[0]?.session_id === id);
  const crossings = answers.map((event) => crossing(all, event));
  const ups = answers.filter((_, index) => crossings[index] === 'up');
  const last = inOrder(events).at(-1);
  return {
    session_id: id,
    started_at: start.occurred_at,
    ended_at: end?.occurred_at,
    duration_minutes: end === undefined ? undefined : studyMilliseconds(events) / 60_000,
    study: { milliseconds: studyMilliseconds(events), days: studyDays(all, answers) },
    session_context: context,
    timezone,
    day_rollover_hour,
    planned_questions,
    interactions: newest(interactions, kept('interactions')).map(({ event_id, occurred_at, interaction }) => {
      const { interaction_type, user_input, ai_response, emotional_context, personalization_applied } = interaction;
      return {
        interaction_id: event_id,
        timestamp: occurred_at,
        interaction_type,
        user_input,
        ai_response,
        emotional_context,
        personalization_applied,
      };
    }),
    learning_progress: {
      concepts_introduced: introduced.map((group) => group[0]?.answer.concept),
      concepts_practiced: concepts.map((group) => group[0]?.answer.concept),
      concepts_mastered: [...groupBy(ups, conceptName).values()].map((group) => group[0]?.answer.concept),
    },
    emotional_journey: {
      initial_emotional_state: initial_emotional_state ?? felt[0]?.emotion,
      emotional_states_timeline: newest(felt, kept('emotional_journey.emotional_states_timeline')).map(
        ({ timestamp, emotion, intensity, trigger }) => ({
          timestamp,
          emotion,
          intensity,
          trigger,
        }),
      ),
      interventions_applied: newest(ofType(events, 'intervention'), kept('emotional_journey.interventions_applied')).map(
        ({ event_id, occurred_at, intervention }) => ({
          intervention_id: event_id,
          timestamp: occurred_at,
          ...intervention,
          effectiveness_rating: ofType(events, 'intervention_rated').findLast(({ rating }) => rating.intervention_id === event_id)?.rating
            .effectiveness_rating,
        }),
      ),
      final_emotional_state: end === undefined ? undefined : (felt.at(-1)?.emotion ?? initial_emotional_state),
    },
    performance_metrics: {
      questions_attempted: answers.length,
      questions_correct: correct.length,
      accuracy_percentage: answers.length === 0 ? 0 : (100 * correct.length) / answers.length,
      average_response_time_seconds: mean(answers.map((event) => event.answer.response_time_seconds)),
      difficulty_progression: newest(answers, kept('performance_metrics.difficulty_progression')).map((event) => ({
        timestamp: event.occurred_at,
        difficulty_level: difficultyOf(all, event),
        success_rate: recentSuccessAfter(ofType(upTo(events, event), 'answer'))?.rate,
      })),
      engagement_indicators: { follow_up_questions: interactions.filter((event) => event.interaction.follow_up === true).length },
    },
    ai_usage_analytics: naiveAiUsage(interactions),
    session_outcome: { ...end?.end },
    evidence: {
      concepts_introduced: introduced.length,
      concepts_mastered: crossings.filter((to) => to === 'up').length - crossings.filter((to) => to === 'down').length,
      response_seconds: sum(answers.map((event) => event.answer.response_time_seconds)),
      recent_success: recentSuccessAfter(answers) ?? { rate: 0, weight: 0 },
      emotions: tallies(groupBy(answers, (event) => feltAt(all, event))),
      emotion_readings: felt.length,
      valence_sum: sum(felt.map(({ emotion, intensity }) => EMOTIONS[emotion].valence * intensity)),
      ...swings(events, initial_emotional_state),
    },
    last_event: last && { occurred_at: last.occurred_at, type: last.type, event_id: last.event_id },
  };
}

/** The time from each event of a session to the next, of more than five minutes only five. */
function studyMilliseconds(events: readonly LearningEvent[]): number {
  const acts = inOrder(events).filter((event) => event.type !== 'emotion' || event.emotion.confidence >= models.emotionConfidence);
  const times = acts.map((event) => event.occurred_at.getTime());
  return sum(times.slice(1).map((time, n) => Math.min(5 * 60_000, time - (times[n] as number))));
}

/** On which days of their own the learner answered, and how often. */
function studyDays(all: readonly LearningEvent[], answers: readonly AnswerEvent[]): object[] {
  const dayOf = (event: AnswerEvent) => {
    const { timezone, day_rollover_hour } = sessionOf(all, event);
    return naiveDayNumber(event.occurred_at, timezone, day_rollover_hour);
  };
  const days = groupBy(inOrder(answers), (event) => String(dayOf(event)));
  return [...days].map(([day, own]) => ({ day: Number(day), answers: own.length, first_answer_at: own[0]?.occurred_at }));
}

function naiveAiUsage(interactions: readonly Extract<LearningEvent, { type: 'interaction' }>[]): object {
  const queries = interactions.flatMap(({ interaction }) => (interaction.ai_response === undefined ? [] : [interaction]));
  const responses = queries.flatMap(({ ai_response }) => (ai_response === undefined ? [] : [ai_response]));
  return {
    total_ai_queries: queries.length,
    providers_used: Object.fromEntries(
      [...groupBy(responses, (response) => response.provider_used)].map(([name, group]) => [name, group.length]),
    ),
    total_tokens_consumed: sum(responses.map((response) => response.tokens_used)),
    total_cost_usd: sum(responses.map((response) => response.cost_usd)),
    average_response_time_ms: mean(responses.map((response) => response.response_time_ms)),
    cache_hit_rate: queries.length === 0 ? 0 : queries.filter((query) => query.cache_hit === true).length / queries.length,
    quality_scores: newest(
      queries.flatMap((query) => (query.quality_score === undefined ? [] : [query.quality_score])),
      kept('ai_usage_analytics.quality_scores'),
    ),
  };
}

function tallies<Key extends string>(groups: ReadonlyMap<Key, readonly AnswerEvent[]>): object {
  return Object.fromEntries(
    [...groups].map(([key, group]) => [key, { answers: group.length, score_sum: sum(group.map((event) => event.answer.score)) }]),
  );
}

function means<Key extends string>(groups: ReadonlyMap<Key, readonly AnswerEvent[]>): object {
  return Object.fromEntries([...groups].map(([key, group]) => [key, mean(group.map((event) => event.answer.score))]));
}

// --- content_mastery ---

const ACTIVITY_OF_SESSION = {
  study: 'practice',
  practice: 'practice',
  assessment: 'assessment',
  revision: 'revision',
  exploration: 'practice',
} as const;

function naiveMastery(all: readonly LearningEvent[], given: readonly AnswerEvent[]): object {
  const answers = inOrder(given);
  const [first] = answers;
  const last = answers.at(-1);
  if (first === undefined || last === undefined) throw new Error('a concept without an answer');
  const knowledge = knowledgeAfter(answers);
  const { state: schedule, dueDay } = scheduleAfter(all, answers);
  const place = sessionOf(all, last);
  const achieved = answers.find((event) => masteryAfter(ofConcept(upTo(all, event), event)) > models.masteredAbove);
  const byEmotion = groupBy(answers, (event) => feltAt(all, event));
  const byStyle = groupBy(answers, (event) => event.answer.learning_style);
  const byStrategy = groupBy(answers, (event) => event.answer.strategy);
  return {
    subject: first.answer.subject,
    topic: first.answer.topic,
    concept: first.answer.concept,
    mastery_tracking: {
      current_mastery_level: bkt.mastery(knowledge, bkt.defaults),
      mastery_confidence: bkt.confidence(knowledge, bkt.defaults),
      first_exposure_date: first.occurred_at,
      last_practiced_date: last.occurred_at,
      last_practiced_day: naiveDayNumber(last.occurred_at, place.timezone, place.day_rollover_hour),
      mastery_achieved_date: achieved?.occurred_at,
    },
    learning_history: newest(answers, 50).map((event) => ({
      session_id: event.session_id,
      date: event.occurred_at,
      activity_type:
        event.answer.activity_type ?? (event === first ? 'introduction' : ACTIVITY_OF_SESSION[sessionOf(all, event).session_type]),
      performance_score: event.answer.score,
      correct: event.answer.correct,
      difficulty_level: difficultyOf(all, event),
      emotional_state: feltAt(all, event) ?? 'neutral',
      time_spent_minutes: event.answer.response_time_seconds / 60,
    })),
    spaced_repetition_data: {
      repetition_interval_days: sm2.intervalDays(schedule, sm2.defaults),
      next_review_date: naiveDayBeginning(dueDay, place.timezone, place.day_rollover_hour),
      next_review_day: dueDay,
      review_history: newest(answers, 50).map((event) => ({
        date: event.occurred_at,
        performance_score: event.answer.score,
        interval_adjustment:
          sm2.intervalDays(scheduleAfter(all, ofConcept(upTo(all, event), event)).state, sm2.defaults) -
          sm2.intervalDays(scheduleAfter(all, ofConcept(before(all, event), event)).state, sm2.defaults),
      })),
    },
    prerequisite_relationships: relationshipsOf(first),
    personalization_data: {
      emotional_associations: means(byEmotion),
      learning_style_effectiveness: means(byStyle),
    },
    models: {
      scheduler: { name: 'sm2', state: schedule },
      knowledge: { name: 'bkt', state: knowledge },
      forgetting: { name: 'forgetting_curve' },
    },
    evidence: {
      answers: answers.length,
      correct: answers.filter((event) => event.answer.correct).length,
      score_sum: sum(answers.map((event) => event.answer.score)),
      recent_success: recentSuccessAfter(answers),
      emotions: tallies(byEmotion),
      styles: tallies(byStyle),
      strategies: tallies(byStrategy),
    },
    last_event: { occurred_at: last.occurred_at, type: last.type, event_id: last.event_id },
  };
}

function relationshipsOf({ curriculum }: AnswerEvent) {
  const { prerequisite_concepts = [], dependent_concepts = [] } = curriculum ?? {};
  return { prerequisite_concepts, dependent_concepts };
}

function sessionOf(events: readonly LearningEvent[], event: { readonly session_id: string }) {
  const [start] = ofType(inSession(events, event.session_id), 'session_started');
  if (start === undefined) throw new Error('an event without a session');
  return start.session;
}

// --- learning_dna ---

function naiveDna(events: readonly LearningEvent[]): object | null {
  const created = ofType(events, 'learner_created')[0];
  if (created === undefined) return null;
  const ends = ofType(events, 'session_ended');
  const ended = ends.map((end) => {
    const own = inSession(events, end.session_id);
    const [start] = ofType(own, 'session_started');
    if (start === undefined) throw new Error('an end without a start');
    const answers = ofType(own, 'answer');
    return {
      subjects: bySubject(events, answers, start.session.subject),
      minutes: studyMilliseconds(own) / 60_000,
      answers,
      mastered: balanceOf(events, answers),
      ...swings(own, start.session.initial_emotional_state),
    };
  });
  return {
    created_at: created.occurred_at,
    ...naiveVelocity(ended),
    evidence: {
      sessions: ended.length,
      minutes: sum(ended.map((one) => one.minutes)),
      answers: sum(ended.map((one) => one.answers.length)),
      subjects: Object.fromEntries(
        [
          ...groupBy(
            ended.flatMap((one) => one.subjects),
            (one) => one.subject,
          ),
        ].map(([subject, group]) => [
          subject,
          {
            sessions: group.length,
            answers: sum(group.map((one) => one.answers.length)),
            correct: sum(group.map((one) => one.answers.filter((event) => event.answer.correct).length)),
            concepts_introduced: sum(group.map((one) => one.introduced)),
            concepts_mastered: sum(group.map((one) => one.mastered)),
          },
        ]),
      ),
      emotions: tallies(
        groupBy(
          ended.flatMap((one) => one.answers),
          (event) => feltAt(events, event),
        ),
      ),
      setbacks: sum(ended.map((one) => one.setbacks)),
      recoveries: sum(ended.map((one) => one.recoveries)),
    },
  };
}

/** Concepts that some answers took over the threshold, less those that they took below it. */
function balanceOf(events: readonly LearningEvent[], answers: readonly AnswerEvent[]): number {
  const crossings = answers.map((event) => crossing(events, event));
  return crossings.filter((to) => to === 'up').length - crossings.filter((to) => to === 'down').length;
}

/** The answers of a session by their subjects; without any, what the session was opened for. */
function bySubject(events: readonly LearningEvent[], answers: readonly AnswerEvent[], openedFor: string | undefined) {
  const none = openedFor === undefined ? [] : [[openedFor, [] as AnswerEvent[]] as const];
  const groups = answers.length === 0 ? none : [...groupBy(answers, (event) => event.answer.subject)];
  return groups.map(([subject, own]) => ({
    subject,
    answers: own,
    introduced: unique(own.map(conceptName)).filter((name) => {
      const firstEver = ofType(events, 'answer').find((event) => conceptName(event) === name);
      return firstEver?.session_id === own[0]?.session_id;
    }).length,
    mastered: balanceOf(events, own),
  }));
}

/** Concepts mastered per hour over all ended sessions; what sessions lost of what others gained can make the count negative, never the figure. */
function naiveVelocity(ended: readonly { readonly minutes: number; readonly mastered: number }[]): object {
  const hours = sum(ended.map((one) => one.minutes)) / 60;
  const gained = Math.max(0, sum(ended.map((one) => one.mastered)));
  return { learning_effectiveness: { overall_learning_velocity: hours === 0 ? 0 : gained / hours } };
}
