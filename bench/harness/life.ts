import type { LearnerScope } from 'adaptive-learning-engine';
import { EMOTIONAL_STATES } from 'adaptive-learning-engine/algorithms';
import { CURRICULUM, SUBJECT } from './life-curriculum.js';
import { pick, randomNumbers } from './random-numbers.js';

/** One thing that happened, as a call to the engine; `after` names what must have reached the engine before it. */
export interface Happening {
  readonly id: string;
  readonly at: Date;
  readonly after: readonly string[];
  readonly send: (learner: LearnerScope) => Promise<unknown>;
}

export const LIFE_BEGINS = new Date('2026-01-05T07:00:00Z');
/** Sessions come in pairs that overlap; a pair begins every third day, so that a life goes over months and a change to summer time. */
const PAIR_EVERY_MS = 3 * 86_400_000;
const SESSION_MS = 3_600_000;
const EVENTS_IN_SESSION = 30;
/** Times are this coarse, so that some events share an instant. */
const GRID_MS = 5_000;

/** A learner's life of so many events, in the order in which they happened; the same for the same seed. */
export function inventLife(events: number, seed: number): Happening[] {
  const random = randomNumbers(seed);
  const sessions = Math.ceil(events / EVENTS_IN_SESSION);
  const life: Happening[] = [];
  for (let index = 0; index < sessions; index += 1) {
    const own = Math.min(EVENTS_IN_SESSION, events - index * EVENTS_IN_SESSION);
    life.push(...inventSession(index, own, seed, random));
  }
  return life.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
}

function inventSession(index: number, events: number, seed: number, random: () => number): Happening[] {
  const session_id = `00000000-0000-4000-8000-${String(seed).padStart(6, '0')}${String(index).padStart(6, '0')}`;
  const startsAt = LIFE_BEGINS.getTime() + (index >> 1) * PAIR_EVERY_MS + (index % 2) * (SESSION_MS / 4);
  const started_at = new Date(startsAt);
  const session_type = pick(['study', 'practice', 'revision'] as const, random);
  const start: Happening = {
    id: session_id,
    at: started_at,
    after: [],
    send: (learner) =>
      learner.startSession({
        session_id,
        started_at,
        session_type,
        subject: SUBJECT,
        topics: ['Basics'],
        learning_objectives: ['Understand Slope and Intercept', 'Equations'],
        // Left out, it is what the DNA prefers when the start arrives, and so a fact of the arrival.
        initial_difficulty_level: 0.4,
        planned_questions: index % 3 === 0 ? 20 : undefined,
        initial_emotional_state: index % 2 === 0 ? 'curiosity' : undefined,
      }),
  };
  const happenings = [start];
  const interventions: Happening[] = [];
  // The start and, of four sessions in five, the end are of their number.
  const isEnded = events > 1 && index % 5 !== 4;
  for (let n = 0; n < events - (isEnded ? 2 : 1); n += 1) {
    const at = new Date(startsAt + GRID_MS * Math.floor((random() * SESSION_MS) / GRID_MS));
    happenings.push(inventEvent(`e${index}-${n}`, session_id, at, interventions, random));
  }
  if (isEnded) {
    const ended_at = new Date(startsAt + SESSION_MS);
    const rating = Math.ceil(5 * random());
    happenings.push({
      id: `end-${index}`,
      at: ended_at,
      after: [session_id],
      send: (learner) => learner.endSession({ session_id, ended_at, user_satisfaction_rating: rating }),
    });
  }
  return happenings;
}

function inventEvent(event_id: string, session_id: string, occurred_at: Date, interventions: Happening[], random: () => number): Happening {
  const base = { event_id, session_id, occurred_at };
  const place = { id: event_id, at: occurred_at, after: [session_id] };
  const kind = random();
  const emotion = pick(EMOTIONAL_STATES, random);
  if (kind < 0.6) {
    const { subject, topic, concept } = pick(CURRICULUM, random);
    const correct = random() < 0.7;
    const answer = {
      ...{ ...base, subject, topic, concept },
      correct,
      response_time_seconds: Math.round(60 * random()),
      ...(random() < 0.3 ? { score: Math.round((correct ? 5 : 0) + (correct ? 5 : 7) * random()) / 10 } : {}),
      ...(random() < 0.2 ? { emotional_state: emotion } : {}),
      ...(random() < 0.5 ? { strategy: pick(['worked example', 'analogy', 'quiz'], random) } : {}),
      ...(random() < 0.3 ? { difficulty_level: random(), learning_style: 'visual' as const } : {}),
    };
    return { ...place, send: (learner) => learner.recordAnswer(answer) };
  }
  if (kind < 0.75) {
    const interaction = {
      ...base,
      interaction_type: 'question' as const,
      user_input: `Why ${event_id}?`,
      cache_hit: random() < 0.3,
      follow_up: random() < 0.4,
      quality_score: random(),
      ai_response: {
        text: `Because of ${emotion}`,
        provider_used: pick(['groq', 'gemini', 'emergent'] as const, random),
        response_time_ms: Math.round(2000 * random()),
        tokens_used: Math.round(900 * random()),
        cost_usd: random() / 100,
      },
      ...(random() < 0.5
        ? { emotional_context: { detected_emotion: emotion, confidence: random(), emotional_intensity: random(), adaptation_applied: [] } }
        : {}),
    };
    return { ...place, send: (learner) => learner.recordInteraction(interaction) };
  }
  if (kind < 0.88) {
    const reading = { ...base, emotion, intensity: random(), confidence: random(), trigger: pick(['noise', 'time'], random) };
    return { ...place, send: (learner) => learner.recordEmotion(reading) };
  }
  const rated = random() < 0.5 ? interventions.find(({ at }) => at < occurred_at) : undefined;
  if (rated !== undefined) {
    const rating = { ...base, intervention_id: rated.id, effectiveness_rating: Math.ceil(5 * random()) };
    return { ...place, after: [session_id, rated.id], send: (learner) => learner.rateIntervention(rating) };
  }
  const intervention = { ...base, intervention_type: 'hint', reason: `After ${emotion}` };
  const applied: Happening = { ...place, send: (learner) => learner.applyIntervention(intervention) };
  interventions.push(applied);
  return applied;
}
