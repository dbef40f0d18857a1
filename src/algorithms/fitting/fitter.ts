import type { JsonObject } from '../model.js';
import type { AnswerLog } from './answer-log.js';

/** How a fit is run. */
export interface FitControl {
  /** Where the fit starts and what it leans to, and what of the parameters is no matter of the log; the model's defaults if not given. */
  readonly start?: JsonObject | undefined;
  /** Decides every random choice of the fit: the same log and seed give the same parameters to the bit. A whole number; 0 unless told. */
  readonly seed?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Waited for between two slices of a few milliseconds: a fit in the background rests there. The next turn of the event loop if not given. */
  readonly pause?: (() => Promise<void>) | undefined;
  /** Called now and then with the share of the work that is done, 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** What a fit found for one concept, where the concept's own answers could tell. */
export interface ConceptFit<Params extends JsonObject = JsonObject> {
  readonly params: Params;
  readonly report: JsonObject;
}

/** A concept that goes by the parameters of all, and why. */
export interface LeftOutConcept {
  /** `too_few_learners`, say, or what is odd about the parameters that were found: `guess_above_half`. */
  readonly reasons: readonly string[];
  readonly learners: number;
  readonly answers: number;
}

/** What a fit found. */
export interface FittedModel<Params extends JsonObject = JsonObject> {
  /** For every concept without parameters of its own. */
  readonly params: Params;
  /** By the concept's number in the log. */
  readonly byConcept?: ReadonlyMap<number, ConceptFit<Params>> | undefined;
  /** Of a model that gives concepts parameters of their own: every concept of the log that is not in `byConcept`, by its number. */
  readonly leftOut?: ReadonlyMap<number, LeftOutConcept> | undefined;
  /** Why nothing was found: `params` are then those that the fit began with. Null where something was. */
  readonly fellBack: string | null;
  /** What the fit says of itself: how much it read, how well it fits, bounds that it hit, why it fell back. */
  readonly report: JsonObject;
}

/** Finds the parameters of a model in a log of answers. */
export type Fitter<Params extends JsonObject = JsonObject> = (log: AnswerLog, control: FitControl) => Promise<FittedModel<Params>>;
