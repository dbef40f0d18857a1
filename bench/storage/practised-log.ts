import { randomNumbers } from '../harness/random-numbers.js';

/** One answer of a made-up log. */
export interface PractisedAnswer {
  readonly user_id: string;
  readonly session: number;
  readonly event_id: string;
  readonly topic: string;
  readonly concept: string;
  readonly at: Date;
  readonly correct: boolean;
  readonly seconds: number;
}

const START = Date.parse('2026-01-05T16:00:00Z');
const DAY_MS = 86_400_000;
const CONCEPTS = 100;
const PER_SESSION = 15;

/** A log in chronological order: each learner has a session nearly every day, of fifteen answers to concepts old and new; four of five are right. */
export function practisedLog(learners: number, answers: number): readonly PractisedAnswer[] {
  const random = randomNumbers(1);
  const id = () => uuidOf(random);
  const ids = Array.from({ length: learners }, id);
  const log = ids.flatMap((user_id, place) =>
    Array.from({ length: answers }, (_, n) => {
      const session = Math.floor(n / PER_SESSION);
      const concept = Math.floor(random() * Math.min(CONCEPTS, 20 + n / 5));
      const at = new Date(START + session * 0.9 * DAY_MS + place * 977_000 + (n % PER_SESSION) * 21_000);
      return {
        user_id,
        session,
        event_id: id(),
        topic: `Topic ${concept % 10}`,
        concept: `Concept number ${concept}`,
        at,
        correct: random() < 0.8,
        seconds: Math.round(random() * 300) / 10,
      };
    }),
  );
  return log.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function uuidOf(random: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  return [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`, digits.slice(20)].join('-');
}
