import { bkt } from './knowledge/bkt/bkt.js';
import { elo } from './knowledge/elo/elo.js';
import { pfa } from './knowledge/pfa/pfa.js';
import { sm2 } from './memory/sm2/sm2.js';
import type { KnowledgeModel, Scheduler } from './model.js';

/** One algorithm that the engine can be told to use. */
export type AlgorithmRow = {
  /** The model's own name. */
  readonly name: string;
  /** What it is for, in a line. */
  readonly summary: string;
  /** The work it is taken from. */
  readonly source: string;
} & ({ readonly kind: 'scheduler'; readonly model: Scheduler } | { readonly kind: 'knowledge'; readonly model: KnowledgeModel });

/**
 * Every scheduler and knowledge model of this library. A new one is a file and a row here: laws, contract tests and docs walk this table.
 *
 * @example
 * ALGORITHMS.map((row) => row.name) //=> ['sm2', 'bkt', 'pfa', 'elo']
 */
export const ALGORITHMS = [
  {
    kind: 'scheduler',
    name: 'sm2',
    model: sm2,
    summary: 'Intervals of 1 and 6 days, then each longer than the last by an ease that the grades move.',
    source: 'P. A. Woźniak, Optimization of learning, 1990, section 3.2',
  },
  {
    kind: 'knowledge',
    name: 'bkt',
    model: bkt,
    summary: 'Whether a concept is known, from right and wrong answers with guessing, slipping, learning and forgetting.',
    source: 'A. T. Corbett, J. R. Anderson, Knowledge tracing, 1995',
  },
  {
    kind: 'knowledge',
    name: 'pfa',
    model: pfa,
    summary: 'The log-odds of a right answer grow with the right answers so far and, less or downwards, with the wrong ones.',
    source: 'P. I. Pavlik, H. Cen, K. R. Koedinger, Performance factors analysis, 2009',
  },
  {
    kind: 'knowledge',
    name: 'elo',
    model: elo,
    summary: 'A rating that each answer moves by what was not expected of it, in steps that shrink as it becomes known.',
    source: 'R. Pelánek, Applications of the Elo rating system in adaptive educational systems, 2016',
  },
] as const satisfies readonly AlgorithmRow[];
