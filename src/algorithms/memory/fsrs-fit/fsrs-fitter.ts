import type { Fitter } from '../../fitting/fitter.js';
import type { FsrsParams } from '../fsrs/fsrs-params.js';
import { loggedCards } from '../logged-cards.js';
import { fitFsrsInSlices } from './fit-fsrs.js';

/** {@link fitFsrsInSlices} on the answers of all learners together, for `engine.fit`. It needs no seed: it draws nothing. */
export const fsrsFitter: Fitter<FsrsParams> = async (log, { start, signal, onProgress }) => {
  const { params, report } = await fitFsrsInSlices(loggedCards(log), {
    params: start as FsrsParams | undefined,
    signal,
    onProgress: onProgress && (({ evaluations, mostEvaluations }) => onProgress(evaluations / mostEvaluations)),
  });
  const { boundsHit, unseenRatings, ...figures } = report;
  const fellBack = report.fitted === 'nothing' ? report.fallback : null;
  return { params, fellBack, report: { ...figures, boundsHit: boundsHit.map((hit) => ({ ...hit })), unseenRatings } };
};
