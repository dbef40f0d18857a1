import type { RecordAnswerInput } from 'adaptive-learning-engine';
import { seededRandom } from '../../../src/algorithms/index.js';
import { shapeOf } from '../histories/history-shape.js';
import { SCALE_CURRICULUM } from '../histories/scale-curriculum.js';
import { learnerChoice } from './choose-learner.js';
import type { Measured } from './measured.js';

const LEARNERS = 400;
const ANSWERS_EACH = 100;
const CONCEPTS = 12;
const SECONDS_BETWEEN = 10;

export interface ImportFigures {
  readonly answers: number;
  readonly seconds: number;
}

type ImportedAnswer = RecordAnswerInput & { readonly user_id: string };

/** Records many answers of many learners at once. */
export async function measureImport({ engine, clock, learners, seed }: Measured): Promise<ImportFigures> {
  const random = seededRandom(clock().getTime());
  const choice = learnerChoice(learners, seed);
  const chosen = new Map(Array.from({ length: Math.min(LEARNERS, learners) }, () => choice.anyone(random)).map((one) => [one.userId, one]));
  const answers: ImportedAnswer[] = [];
  for (const { userId, life } of chosen.values()) {
    const concepts = SCALE_CURRICULUM[shapeOf(life, seed).subjects[0]] ?? [];
    const started_at = clock();
    const { session_id } = await engine
      .as({ userId, role: 'system' })
      .startSession({ session_type: 'practice', subject: concepts[0]?.subject ?? '', started_at });
    for (let n = 0; n < ANSWERS_EACH; n += 1) {
      const { subject, topic, concept } = concepts[Math.floor(random() * CONCEPTS)] ?? { subject: '', topic: '', concept: '' };
      answers.push({
        user_id: userId,
        event_id: `${session_id}-${n}`,
        occurred_at: new Date(started_at.getTime() + n * SECONDS_BETWEEN * 1000),
        ...{ session_id, subject, topic, concept },
        correct: random() < 0.75,
        response_time_seconds: 5,
      });
    }
  }
  const begun = performance.now();
  const { recorded } = await engine.recordAnswers(answers);
  const seconds = (performance.now() - begun) / 1000;
  if (recorded !== answers.length) throw new Error(`Expected ${answers.length} answers to be recorded, got ${recorded}`);
  return { answers: recorded, seconds };
}
