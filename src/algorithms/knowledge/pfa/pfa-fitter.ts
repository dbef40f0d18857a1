import type { Fitter } from '../../fitting/fitter.js';
import { conceptFits } from '../fit/concept-fits.js';
import { fitPfa } from './fit-pfa.js';
import type { PfaParams } from './pfa.js';

/** {@link fitPfa} for `engine.fit`: parameters for each concept whose answers can tell them. */
export const pfaFitter: Fitter<PfaParams> = async (log, { start, signal, onProgress }) =>
  conceptFits(await fitPfa(log, { signal, onProgress, params: start as PfaParams | undefined }));
