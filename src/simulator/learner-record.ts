import { judgeAnswer } from '../algorithms/index.js';
import type { ContentMastery, LearningSession } from '../collections/index.js';
import { assumedDna, conceptKey, History, type IncomingEvent, type LearnerModels } from '../learner/index.js';
import type { Course } from './course/course.js';

/** Where simulated learners live: their days are those of UTC, from midnight. */
export const DAY_RULE = { timezone: 'UTC', day_rollover_hour: 0 } as const;

/** Events of a simulation are in no database: their bodies are never compared. */
const NO_HASH = '0'.repeat(64);

/** One answer, as a host would record it. */
export interface RecordedAnswer {
  readonly place: number;
  readonly itemId: string;
  readonly difficulty: number;
  readonly correct: boolean;
  readonly seconds: number;
  readonly at: number;
}

/** What the engine keeps of a simulated learner: the fold of what was recorded. It folds only when somebody reads. */
export class LearnerRecord {
  readonly #course: Course;
  readonly #history: History;
  readonly #waiting: IncomingEvent[] = [];
  readonly #met = new Set<number>();
  #sitting = '';
  #events = 0;

  constructor(course: Course, models: LearnerModels, createdAt: number) {
    this.#course = course;
    this.#history = new History(models);
    this.#add({ type: 'learner_created', dna: assumedDna(new Date(createdAt)) }, 0);
  }

  startSitting(number: number, at: number): void {
    this.#sitting = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
    const session = {
      session_type: 'practice',
      subject: this.#course.subject,
      topics: [],
      learning_objectives: [],
      initial_difficulty_level: 0.5,
      device_type: 'desktop',
      platform: 'web',
      ...DAY_RULE,
    };
    this.#add({ type: 'session_started', session }, at);
  }

  answer({ place, itemId, difficulty, correct, seconds, at }: RecordedAnswer): void {
    const { subject, concepts } = this.#course;
    const { topic, concept } = concepts[place] as (typeof concepts)[number];
    const { score, rating, grade } = judgeAnswer({ correct });
    const answer = {
      ...{ subject, topic, concept, item_id: itemId, correct, score, rating, grade },
      response_time_seconds: seconds,
      difficulty_level: difficulty,
    };
    const curriculum = this.#met.has(place) ? {} : { curriculum: this.#course.relationshipsOf(place) };
    this.#met.add(place);
    this.#add({ type: 'answer', answer, ...curriculum }, at);
  }

  endSitting(at: number): void {
    this.#add({ type: 'session_ended', end: {} }, at);
  }

  /** Concepts that were practised, by their place. */
  get met(): ReadonlySet<number> {
    return this.#met;
  }

  /** The document of a concept; undefined before the first answer. */
  mastery(place: number): ContentMastery | undefined {
    const { subject, concepts } = this.#course;
    if (!this.#met.has(place)) return undefined;
    const { topic, concept } = concepts[place] as (typeof concepts)[number];
    return this.#folded.masteries.get(conceptKey({ subject, topic, concept }));
  }

  get masteries(): Iterable<ContentMastery> {
    return this.#folded.masteries.values();
  }

  /** The session that started last. */
  get session(): LearningSession {
    return this.#folded.newestSession as LearningSession;
  }

  get #folded(): History {
    for (const event of this.#waiting.splice(0)) this.#history.add(event);
    return this.#history;
  }

  #add(body: object, at: number): void {
    this.#events += 1;
    const event = {
      user_id: 'simulated',
      event_id: `e${this.#events}`,
      session_id: this.#sitting,
      occurred_at: new Date(at),
      recorded_at: new Date(at),
      body_hash: NO_HASH,
      schema_version: 1,
      ...body,
    };
    this.#waiting.push(event as unknown as IncomingEvent);
  }
}
