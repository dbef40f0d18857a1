import type { ModelFit } from '../../collections/index.js';
import { type CallControl, checkControl } from '../../runtime/index.js';
import { call, job, read, type VerbsOf } from '../calls/verbs.js';
import type { EngineContext } from '../context.js';
import { type ActivateFitInput, activateFit, type FitsInput, readFits } from '../flows/activate-fit.js';
import { type FitModelControl, type FitModelInput, fitModel } from '../flows/fit-model.js';
import { tune } from '../flows/tune.js';
import type { Listing } from '../listing.js';
import type { TuningReport } from '../tuning/tuning-report.js';
import type { FitResult } from './store-fit.js';

/** What an engine does with the parameters of its models. */
export interface FittingVerbs {
  /**
   * Finds a model's parameters in the answers of all learners and stores them with a report and a verdict: how they predict answers that the
   * fit had not seen, beside what this engine serves. Nothing changes until they are activated.
   */
  fit(input: FitModelInput, control?: FitModelControl): Promise<FitResult>;
  /**
   * Lets engines learn and predict with the parameters of a fit; `params_version: 'default'` goes back to the model's own. Refuses a fit that
   * predicts worse than what was served, or that fell back, with `fit_refused` unless `force` is true.
   */
  activate(input: ActivateFitInput, control?: CallControl): Promise<void>;
  /** The fits of a model, newest first, with their reports. */
  fits(input: FitsInput, control?: CallControl): Promise<Listing<ModelFit>>;
  /**
   * Fits the predictor that is served to the log and serves the fit where it predicts better. An engine does this by itself unless
   * `createEngine({ tuning: 'manual' })` says otherwise. It reads nothing before the log has 300 events, and again only when the log has grown
   * by 30 percent (by 20 after a fit that was not served), from 20,000 events on by 60 (by 25), and by 10 after a week or longer. Several processes may call it at once: one does the work. It may be stopped or killed
   * at any point: what is served changes at the end, or not at all.
   *
   * @example
   * await engine.tune(); //=> { outcome: 'activated', model: 'logistic_memory', params_version: 'tuned-0001/2026-11-30', answers: 4120, … }
   */
  tune(control?: FitModelControl): Promise<TuningReport>;
}

/** Where each verb takes its control, and how it ends. */
export const FITTING_VERBS: VerbsOf<FittingVerbs> = { fit: job(1), activate: call(1), fits: read(1), tune: job(0) };

export function fittingVerbs(context: EngineContext): FittingVerbs {
  return {
    fit: async (input, control = {}) => fitModel(context, input, checkControl(control, 'fit')),
    activate: async (input, control = {}) => activateFit(context, input, checkControl(control, 'activate')),
    fits: async (input, control = {}) => readFits(context, input, checkControl(control, 'fits')),
    tune: async (control = {}) => tune(context, checkControl(control, 'tune')),
  };
}
