import type { Fitter } from './fitting/fitter.js';
import { ability } from './knowledge/ability/ability.js';
import { abilityFitter } from './knowledge/ability/fit/ability-fitter.js';
import { bkt } from './knowledge/bkt/bkt.js';
import { bktFitter } from './knowledge/bkt/fit/bkt-fitter.js';
import { elo } from './knowledge/elo/elo.js';
import { pfa } from './knowledge/pfa/pfa.js';
import { pfaFitter } from './knowledge/pfa/pfa-fitter.js';
import { fsrs } from './memory/fsrs/fsrs.js';
import { fsrsFitter } from './memory/fsrs-fit/fsrs-fitter.js';
import { hlr } from './memory/half-life/hlr.js';
import { hlrFitter } from './memory/half-life/hlr-fitter.js';
import { personal } from './memory/personal/personal.js';
import { sm2 } from './memory/sm2/sm2.js';
import { sm2Buttons } from './memory/sm2/sm2-buttons.js';
import type { KnowledgeModel, Predictor, Scheduler } from './model.js';
import { learnedPool } from './prediction/learned-pool.js';
import { logisticFitter } from './prediction/logistic-fitter.js';
import { logisticMemory } from './prediction/logistic-memory/logistic-memory.js';
import { logisticMemoryFitter } from './prediction/logistic-memory/logistic-memory-fitter.js';
import { logisticPredictor } from './prediction/logistic-predictor.js';
import { opinionPool } from './prediction/opinion-pool.js';

/** An algorithm that the engine can use. */
export type AlgorithmRow = {
  /** The model's own name. */
  readonly name: string;
  /** A one-line description. */
  readonly summary: string;
  /** The publication it is based on. */
  readonly source: string;
  /** Estimates its parameters from a log of answers; absent if the model has no fit. */
  readonly fit?: Fitter;
} & (
  | { readonly kind: 'scheduler'; readonly model: Scheduler }
  | { readonly kind: 'knowledge'; readonly model: KnowledgeModel }
  | { readonly kind: 'predictor'; readonly model: Predictor }
);

/** An algorithm with a fit. */
export type FittableRow = AlgorithmRow & { readonly fit: Fitter };

/**
 * All built-in schedulers, knowledge models and predictors that the engine can use.
 *
 * @example
 * ALGORITHMS.filter((row) => row.name === 'sm2').map((row) => row.kind) //=> ['scheduler']
 */
export const ALGORITHMS = [
  {
    kind: 'scheduler',
    name: 'sm2',
    model: sm2,
    summary: 'Intervals of 1 and 6 days; then each is the last one times an ease factor that depends on the grades.',
    source: 'P. A. Woźniak, Optimization of learning, 1990, section 3.2',
  },
  {
    kind: 'scheduler',
    name: 'sm2_buttons',
    model: sm2Buttons,
    summary: 'SM-2 as in flashcard programs: again, hard, good and easy, a minimum ease, longer intervals after late answers.',
    source: 'Anki before FSRS, faqs.ankiweb.net/what-spaced-repetition-algorithm; after P. A. Woźniak, 1990',
  },
  {
    kind: 'scheduler',
    name: 'fsrs',
    model: fsrs,
    fit: fsrsFitter,
    summary: 'Stability and difficulty of each memory, with 21 weights fitted to millions of reviews; intervals for a desired retention.',
    source: 'J. Ye and others, FSRS-6, 2025, github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm',
  },
  {
    kind: 'scheduler',
    name: 'personal',
    model: personal,
    fit: fsrsFitter,
    summary: "FSRS with intervals for the desired retention from the engine's predictor, which has learnt from the learner.",
    source: "Our own, based on J. Ye and others, FSRS-6, 2025; the interval is solved from the predictor's forecast",
  },
  {
    kind: 'scheduler',
    name: 'hlr',
    model: hlr,
    fit: hlrFitter,
    summary: 'A half-life that right answers lengthen and wrong answers shorten, with weights fitted to a log.',
    source: 'B. Settles, B. Meeder, A trainable spaced repetition model for language learning, 2016',
  },
  {
    kind: 'knowledge',
    name: 'ability',
    model: ability,
    fit: abilityFitter,
    summary: 'The probability of solving an average question, from an ability with uncertainty that each answer updates.',
    source: 'M. E. Glickman, Parameter estimation in large dynamic paired comparison experiments, 1999; R. Pelánek, 2016',
  },
  {
    kind: 'knowledge',
    name: 'bkt',
    model: bkt,
    fit: bktFitter,
    summary: 'The probability that a concept is known, with guessing, slipping, learning and forgetting.',
    source: 'A. T. Corbett, J. R. Anderson, Knowledge tracing, 1995',
  },
  {
    kind: 'knowledge',
    name: 'pfa',
    model: pfa,
    fit: pfaFitter,
    summary: 'Log-odds of a right answer that are linear in the numbers of earlier right and wrong answers.',
    source: 'P. I. Pavlik, H. Cen, K. R. Koedinger, Performance factors analysis, 2009',
  },
  {
    kind: 'knowledge',
    name: 'elo',
    model: elo,
    summary: 'A rating that each answer updates by its prediction error, with steps that shrink with the number of answers.',
    source: 'R. Pelánek, Applications of the Elo rating system in adaptive educational systems, 2016',
  },
  {
    kind: 'predictor',
    name: 'opinion_pool',
    model: opinionPool,
    summary: 'The mean of the predictions of the other models; it does not learn.',
    source: 'M. Stone, The opinion pool, 1961',
  },
  {
    kind: 'predictor',
    name: 'learned_pool',
    model: learnedPool,
    summary: 'A pool of the other models and of recent success, with weights that each answer updates for this learner.',
    source: 'W. D. Penny, S. J. Roberts, Dynamic logistic regression, 1999; M. Herbster, M. K. Warmuth, Tracking the best expert, 1998',
  },
  {
    kind: 'predictor',
    name: 'logistic',
    model: logisticPredictor,
    fit: logisticFitter,
    summary: "Logistic tracing: features of the learner's answers overall and with the concept, with weights fitted to the log.",
    source: 'P. I. Pavlik, L. G. Eglington, L. M. Harrell-Williams, Logistic knowledge tracing, 2021',
  },
  {
    kind: 'predictor',
    name: 'logistic_memory',
    model: logisticMemory,
    fit: logisticMemoryFitter,
    summary: 'Logistic tracing that adapts to the learner with each answer, plus a personal memory model for later days.',
    source: 'P. I. Pavlik and others, Logistic knowledge tracing, 2021; J. Ye and others, FSRS-6, 2025; M. Herbster, M. K. Warmuth, 1998',
  },
] as const satisfies readonly AlgorithmRow[];

type Row = (typeof ALGORITHMS)[number];
/** A scheduler of {@link ALGORITHMS}. */
export type SchedulerName = Extract<Row, { readonly kind: 'scheduler' }>['name'];
/** A knowledge model of {@link ALGORITHMS}. */
export type KnowledgeModelName = Extract<Row, { readonly kind: 'knowledge' }>['name'];
/** A predictor of {@link ALGORITHMS}. */
export type PredictorName = Extract<Row, { readonly kind: 'predictor' }>['name'];
