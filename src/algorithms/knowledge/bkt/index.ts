export { type BktParams, type BktState, bkt, bktDefaults } from './bkt.js';
export { type BktClasses, type BktClassParams, bktParamsFor } from './bkt-classes.js';
export type { BktFitOptions } from './fit/bkt-fit-options.js';
export {
  BKT_FALLBACKS,
  BKT_ODDITIES,
  type BktBoundHit,
  type BktConceptReport,
  type BktFallback,
  type BktOddity,
} from './fit/bkt-fit-report.js';
export type { BktLog } from './fit/bkt-log.js';
export { type BktFit, fitBkt } from './fit/fit-bkt.js';
export type { BktBounds, BktParameter } from './fit/hidden-params.js';
