import type { Fitter } from '../../fitting/fitter.js';
import { loggedCards } from '../logged-cards.js';
import { fitHlr } from './fit-hlr.js';
import type { HlrParams } from './hlr-params.js';

/** {@link fitHlr} on the answers of all learners together, for `engine.fit`. */
export const hlrFitter: Fitter<HlrParams> = async (log, { start }) => {
  const { params, report } = fitHlr(loggedCards(log), { params: start as HlrParams | undefined });
  return { params, fellBack: report.fallback, report: { ...report } };
};
