import type { Contention } from './contention.js';
import { contend, differentAnswers, rivalBodies, type Senders, sameAnswer } from './contention.js';
import type { Place } from './round-check.js';

export const DUPLICATES = 100;
export const DIFFERENT = 50;
export const RIVALS = 10;

/** What must hold after many senders have sent at once; gives what does not. */
export interface ContentionCase {
  readonly name: string;
  readonly run: (place: Place, senders: Senders) => Promise<Contention>;
  readonly flaws: (contention: Contention) => string[];
}

export const CONTENTION_CASES: readonly ContentionCase[] = [
  {
    name: `${DUPLICATES} duplicates of one answer`,
    run: (place, senders) => contend(place, senders, sameAnswer(DUPLICATES)),
    flaws: (contention) => [
      ...stored(contention, 1),
      ...(contention.results.size === 1 ? [] : [`${contention.results.size} different results`]),
      ...errors(contention),
    ],
  },
  {
    name: `${DIFFERENT} different answers of one learner`,
    run: (place, senders) => contend(place, senders, differentAnswers(DIFFERENT)),
    flaws: (contention) => [...stored(contention, DIFFERENT), ...errors(contention)],
  },
  {
    name: `${RIVALS} bodies under one id, each twice`,
    run: (place, senders) => contend(place, senders, rivalBodies(RIVALS)),
    flaws: (contention) => {
      const conflicts = contention.results.get('{"code":"event_conflict"}') ?? 0;
      return [
        ...stored(contention, 1),
        ...(conflicts === 2 * RIVALS - 2 ? [] : [`${conflicts} conflicts instead of ${2 * RIVALS - 2}`]),
        ...(contention.results.size === 2 ? [] : [`${contention.results.size} different results instead of an outcome and a conflict`]),
      ];
    },
  },
];

function stored({ answersInLog, questionsAttempted, differing }: Contention, answers: number): string[] {
  return [
    ...(answersInLog === answers ? [] : [`${answersInLog} answers in the log instead of ${answers}`]),
    ...(questionsAttempted === answers ? [] : [`${questionsAttempted} questions attempted instead of ${answers}`]),
    ...differing,
  ];
}

function errors({ results }: Contention): string[] {
  return [...results].flatMap(([result, times]) => (result.startsWith('{"code"') ? [`${times} times ${result}`] : []));
}
