import type { RankedMastery } from '../collections/index.js';

/** Seconds between an answer and the next question. Ours. */
const PAUSE_SECONDS = 10;
/** Seconds of an answer before a learner's own times are known, and how many answers that counts as. Ours. */
const FIRST_GUESS = { seconds: 25, answers: 3 } as const;

/** How long a learner's questions take in the mean, in seconds. */
export type TypicalTime = number;

/** The mean time of an answer over some concepts; a first guess where none is known. */
export function typicalTime(masteries: Iterable<RankedMastery>): TypicalTime {
  let { answers, seconds } = { answers: FIRST_GUESS.answers as number, seconds: FIRST_GUESS.answers * FIRST_GUESS.seconds };
  for (const { evidence } of masteries) {
    answers += evidence.response_time?.answers ?? 0;
    seconds += evidence.response_time?.seconds ?? 0;
  }
  return seconds / answers;
}

/** How long a question of a concept takes, with the pause behind it, in minutes: the mean of its answers, drawn to the learner's typical time. */
export function minutesOf(times: RankedMastery['evidence']['response_time'], typical: TypicalTime): number {
  const { answers, seconds } = times ?? { answers: 0, seconds: 0 };
  const mean = (seconds + FIRST_GUESS.answers * typical) / (answers + FIRST_GUESS.answers);
  return (mean + PAUSE_SECONDS) / 60;
}
