import type { Fitter } from '../../fitting/fitter.js';
import { runInSlices } from '../../fitting/run-in-slices.js';
import { loggedCards } from '../logged-cards.js';
import { fitHlrSteps } from './fit-hlr.js';
import type { HlrParams } from './hlr-params.js';

/** {@link fitHlrSteps} on the answers of all learners together, for `engine.fit`. */
export const hlrFitter: Fitter<HlrParams> = async (log, { start, signal }) => {
  const steps = fitHlrSteps(loggedCards(log), { params: start as HlrParams | undefined });
  const { params, report } = await runInSlices('fitHlr', steps, signal);
  return { params, fellBack: report.fallback, report: { ...report } };
};
