import type { Fitter } from '../../../fitting/fitter.js';
import { conceptFits } from '../../fit/concept-fits.js';
import type { BktParams } from '../bkt.js';
import { fitBkt } from './fit-bkt.js';

/** {@link fitBkt} for `engine.fit`: parameters for each concept whose answers can tell them. */
export const bktFitter: Fitter<BktParams> = async (log, { start, seed, signal, onProgress }) =>
  conceptFits(await fitBkt(log, { seed, signal, onProgress, params: start as BktParams | undefined }));
