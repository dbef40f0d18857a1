import { seededRandom } from '../../../src/algorithms/index.js';
import { Asker } from './ask-mix.js';
import { type Latencies, summarise } from './latencies.js';
import type { Measured } from './measured.js';
import { QUESTIONS } from './questions.js';

/** How long a question takes on databases of several sizes, smallest first. */
export interface Growth {
  readonly question: string;
  readonly about: 'learner' | 'platform';
  readonly sizes: readonly (Latencies & { readonly learners: number })[];
}

/** Rounds before those that count. */
const WARM_UP = 40;

/**
 * Asks each question in each database in turn, one reader alone, so that what the machine does meanwhile falls on all of them.
 * Each database is asked about the same kinds of learners in the same order.
 */
export async function measureGrowth(databases: readonly Measured[], rounds: number): Promise<Growth[]> {
  const growths: Growth[] = [];
  for (const question of QUESTIONS) {
    const askers = databases.map((measured) => new Asker(measured, seededRandom(measured.seed)));
    const times = databases.map((): number[] => []);
    // A question about everybody takes long in a large database, and is not held to the same bound.
    const count = question.about === 'platform' ? Math.ceil(rounds / 50) : rounds;
    for (let round = -Math.min(WARM_UP, count); round < count; round += 1) {
      for (const [index, asker] of askers.entries()) {
        const begun = performance.now();
        await asker.ask(question);
        if (round >= 0) times[index]?.push(performance.now() - begun);
      }
    }
    growths.push({
      question: question.name,
      about: question.about === 'platform' ? 'platform' : 'learner',
      sizes: databases.map(({ learners }, index) => ({ learners, ...summarise(times[index] ?? []) })),
    });
  }
  return growths;
}
