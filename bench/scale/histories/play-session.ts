import { type EmotionalState, gradeFromRating, ratingFromAnswer } from 'adaptive-learning-engine/algorithms';
import { pick } from '../../harness/random-numbers.js';
import type { HistoryShape } from './history-shape.js';
import { sessionOf } from './placeholder-ids.js';
import { relationshipsOf, SCALE_CURRICULUM, type ScaleConcept } from './scale-curriculum.js';
import type { Student } from './student.js';

const SECOND_MS = 1000;
const FEWEST_ANSWERS = 4;
const MOST_ANSWERS = 8;
const ROLLOVER_HOUR = 4;
const AFTER_RIGHT: readonly EmotionalState[] = ['engaged_concentration', 'enjoyment', 'pride', 'curiosity', 'delight', 'neutral'];
const AFTER_WRONG: readonly EmotionalState[] = ['confusion', 'frustration', 'anxiety', 'engaged_concentration', 'boredom'];
const STRATEGIES = ['worked example', 'analogy', 'retrieval practice', 'visualisation'] as const;

interface Sitting {
  readonly shape: HistoryShape;
  readonly student: Student;
  readonly session: number;
  readonly startsAt: number;
  /** Takes an event; what all events carry is added to it. */
  readonly record: (event: object) => void;
}

/** One sitting: a start, a handful of answers with what else happens between them, an end. */
export function playSession({ shape, student, session, startsAt, record }: Sitting): void {
  const { random, sharesEmotions, timezone } = shape;
  const session_id = sessionOf(session);
  const subject = student.chooseSubject();
  const chance = (share: number) => random() < share;
  let at = startsAt;
  let count = 0;
  let asked = false;
  const next = (type: string, body: object, event_id = `${type}-${session}-${count++}`) =>
    record({ type, event_id, session_id, occurred_at: new Date(at), ...body });
  const pass = (fewest: number, most: number) => {
    at += SECOND_MS * Math.round(fewest + random() * (most - fewest));
  };

  const first = student.choose(subject, at, false);
  next('session_started', { session: startOf(shape, first, timezone) }, `session_started/${session_id}`);
  const answers = FEWEST_ANSWERS + Math.floor(random() * (MOST_ANSWERS - FEWEST_ANSWERS + 1));
  for (let n = 0; n < answers; n += 1) {
    pass(5, 20);
    const concept = student.choose(subject, at, chance(0.31));
    const seconds = Math.round(5 + 70 * random() * (0.5 + concept.difficulty_level));
    pass(seconds, seconds);
    const difficulty = Math.min(1, Math.max(0, concept.difficulty_level + 0.2 * (random() - 0.5)));
    const isNew = !student.knows(concept);
    const correct = student.answers(concept, difficulty, at);
    const emotion = pick(correct ? AFTER_RIGHT : AFTER_WRONG, random);
    const answer = answerTo(
      concept,
      { correct, seconds, difficulty, emotion: sharesEmotions && chance(0.15) ? emotion : undefined },
      random,
    );
    next('answer', { answer, ...(isNew && { curriculum: relationshipsOf(concept) }) });
    if (sharesEmotions && n === 1 && chance(0.7)) {
      pass(1, 5);
      next('emotion', { emotion: { emotion, intensity: round(0.3 + 0.7 * random()), confidence: round(0.4 + 0.6 * random()) } });
    }
    if (!correct && !asked && chance(0.5)) {
      asked = true;
      pass(3, 30);
      next('interaction', { interaction: questionAbout(concept, random) });
    }
  }
  if (chance(0.1)) {
    next('intervention', {
      intervention: { intervention_type: pick(['hint', 'break', 'easier question'], random), reason: 'Two wrong answers in a row' },
    });
  }
  pass(5, 60);
  next('session_ended', { end: chance(0.4) ? { user_satisfaction_rating: Math.ceil(5 * random()) } : {} }, `session_ended/${session_id}`);
}

function startOf({ random, sharesEmotions }: HistoryShape, { subject, topic, difficulty_level }: ScaleConcept, timezone: string) {
  return {
    session_type: pick(['study', 'practice', 'practice', 'revision'] as const, random),
    subject,
    topics: [topic],
    learning_objectives: random() < 0.3 ? [`Understand ${topic.toLowerCase()}`] : [],
    initial_difficulty_level: round(difficulty_level),
    device_type: pick(['mobile', 'desktop', 'tablet'] as const, random),
    platform: pick(['web', 'ios', 'android'] as const, random),
    timezone,
    day_rollover_hour: ROLLOVER_HOUR,
    ...(sharesEmotions && random() < 0.5 && { initial_emotional_state: pick(AFTER_RIGHT, random) }),
  };
}

interface Given {
  readonly correct: boolean;
  readonly seconds: number;
  readonly difficulty: number;
  readonly emotion: EmotionalState | undefined;
}

function answerTo({ subject, topic, concept }: ScaleConcept, { correct, seconds, difficulty, emotion }: Given, random: () => number) {
  const rating = ratingFromAnswer({ correct });
  return {
    ...{ subject, topic, concept, correct },
    score: correct ? 1 : 0,
    rating,
    grade: gradeFromRating(rating),
    response_time_seconds: seconds,
    difficulty_level: round(difficulty),
    ...(emotion !== undefined && { emotional_state: emotion }),
    ...(random() < 0.3 && { strategy: pick(STRATEGIES, random) }),
  };
}

function questionAbout({ concept }: ScaleConcept, random: () => number) {
  const words = SCALE_CURRICULUM.flat();
  const explanation = Array.from({ length: 6 }, () => pick(words, random).concept.toLowerCase()).join(', then look at ');
  return {
    interaction_type: 'question',
    user_input: `I do not understand ${concept.toLowerCase()}. Why was my answer wrong?`,
    ai_response: {
      text: `Let us go through it again: ${explanation}.`,
      provider_used: pick(['groq', 'gemini', 'emergent'] as const, random),
      response_time_ms: Math.round(300 + 1_500 * random()),
      tokens_used: Math.round(100 + 700 * random()),
      cost_usd: Math.round(1e6 * random() * 0.004) / 1e6,
    },
    cache_hit: random() < 0.2,
    quality_score: round(0.5 + 0.5 * random()),
  };
}

function round(value: number): number {
  return Math.round(100 * value) / 100;
}
