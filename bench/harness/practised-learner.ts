import { randomUUID } from 'node:crypto';
import type { CurriculumInput, Engine, HistoryRow } from 'adaptive-learning-engine';
import { randomNumbers } from './random-numbers.js';

const SUBJECTS = 4;
const TOPICS = 10;
const PREREQUISITES = 3;
/** Answers in a sitting, half a minute apart; two sittings a day. */
const SITTING = 40;
const ANSWER_MS = 30_000;
const HALF_DAY_MS = 43_200_000;
const BEGINS = Date.UTC(2025, 0, 6, 8);

/** A learner who has answered for a long time, over a curriculum of many concepts. */
export interface Practised {
  readonly user_id: string;
  readonly curriculum: CurriculumInput;
  readonly rows: readonly HistoryRow[];
  /** Just after the answer that so many others stand behind. */
  before(others: number): Date;
}

/** Invents the learner; nothing is stored. The same answers each time. */
export function inventPractised(answers: number, concepts: number): Practised {
  const random = randomNumbers(7);
  const names = Array.from({ length: concepts }, (_, n) => ({
    subject: `Subject ${n % SUBJECTS}`,
    topic: `Topic ${n % (SUBJECTS * TOPICS)}`,
    concept: `Concept ${n}`,
  }));
  const curriculum = names.map((name, n) => ({
    ...name,
    prerequisites: names.slice(Math.max(0, n - PREREQUISITES), n).map((needed) => ({ ...needed, importance_weight: 0.5 })),
  }));
  const user_id = randomUUID();
  const rows = Array.from({ length: answers }, (_, n) => ({
    user_id,
    ...(names[Math.floor(random() * Math.min(concepts, 50 + (n * concepts) / answers))] as (typeof names)[number]),
    at: new Date(BEGINS + Math.floor(n / SITTING) * HALF_DAY_MS + (n % SITTING) * ANSWER_MS),
    correct: random() < 0.75,
    response_time_seconds: 5 + Math.floor(20 * random()),
  }));
  const before = (count: number) => new Date((rows[Math.max(0, answers - 1 - count)] as { at: Date }).at.getTime() + ANSWER_MS / 2);
  return { user_id, curriculum, rows, before };
}

/** Stores the learner: the curriculum, then all answers, whose sessions follow from their gaps. */
export async function storePractised(engine: Engine, { curriculum, rows }: Practised): Promise<void> {
  await engine.upsertCurriculum(curriculum);
  const { refused } = await engine.importHistory(rows);
  if (refused > 0) throw new Error(`Expected every answer to be recorded, got ${refused} refused`);
}
