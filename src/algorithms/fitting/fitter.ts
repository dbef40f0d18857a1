import type { JsonObject } from '../model.js';
import type { AnswerLog } from './answer-log.js';

/** Options of a fit. */
export interface FitControl {
  /**
   * The parameters at which the fit starts, towards which it is regularised, and from which it takes what it does not fit; the model's defaults by
   * default.
   */
  readonly start?: JsonObject | undefined;
  /** The seed of all random choices: the same log and seed give exactly the same parameters. An integer; 0 by default. */
  readonly seed?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /**
   * Awaited between slices of a few milliseconds, so that a fit can rest in the background. By default it waits for the next turn of the event loop.
   */
  readonly pause?: (() => Promise<void>) | undefined;
  /** Called from time to time with the share of the work that is done, 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** The fitted parameters of one concept with enough data. */
export interface ConceptFit<Params extends JsonObject = JsonObject> {
  readonly params: Params;
  readonly report: JsonObject;
}

/** A concept that uses the shared parameters, and why. */
export interface LeftOutConcept {
  /** For example `too_few_learners`, or a flag for implausible parameters such as `guess_above_half`. */
  readonly reasons: readonly string[];
  readonly learners: number;
  readonly answers: number;
}

/** The result of a fit. */
export interface FittedModel<Params extends JsonObject = JsonObject> {
  /** The shared parameters, for every concept without parameters of its own. */
  readonly params: Params;
  /** By the concept's number in the log. */
  readonly byConcept?: ReadonlyMap<number, ConceptFit<Params>> | undefined;
  /** For models with parameters per concept: every concept of the log that is not in `byConcept`, by its number. */
  readonly leftOut?: ReadonlyMap<number, LeftOutConcept> | undefined;
  /** Why the fit failed; `params` are then the start parameters. Null if it succeeded. */
  readonly fellBack: string | null;
  /** A report of the fit: how much data it used, how well it fits, parameters at a bound, and why it fell back. */
  readonly report: JsonObject;
}

/** Estimates the parameters of a model from a log of answers. */
export type Fitter<Params extends JsonObject = JsonObject> = (log: AnswerLog, control: FitControl) => Promise<FittedModel<Params>>;
