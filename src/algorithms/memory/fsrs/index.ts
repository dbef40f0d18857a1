export { fsrsWeightSpread } from '../fsrs-fit/fit-coordinates.js';
export { fitFsrs, fitFsrsInSlices } from '../fsrs-fit/fit-fsrs.js';
export type { FsrsFitOptions, FsrsFitProgress, FsrsRecencyWeighting } from '../fsrs-fit/fsrs-fit-options.js';
export type { FsrsBoundHit, FsrsFit, FsrsFitFallback, FsrsFitReport } from '../fsrs-fit/fsrs-fit-report.js';
export { fsrs } from './fsrs.js';
export type { FsrsMemory } from './fsrs-core.js';
export { fsrsFromCard } from './fsrs-from-card.js';
export { fsrsFromHistory } from './fsrs-from-history.js';
export { fsrsFromSm2, sm2FromFsrs } from './fsrs-from-sm2.js';
export { fsrsInitialMemory, fsrsNextMemory } from './fsrs-memory.js';
export {
  FSRS_COMPATIBILITY,
  type FsrsDayCount,
  type FsrsGradeSpacing,
  type FsrsHardStep,
  type FsrsParams,
  fsrsDefaults,
  fsrsParams,
} from './fsrs-params.js';
export { fsrsInterval, fsrsRetrievability, fsrsTimeUntil } from './fsrs-retrievability.js';
export { type FsrsNextStates, type FsrsObservation, fsrsNextStates, fsrsReview } from './fsrs-review.js';
export type { FsrsMoment, FsrsNewState, FsrsReviewedState, FsrsState } from './fsrs-state.js';
export { FSRS_WEIGHTS, type FsrsWeight, fsrsDefaultWeights } from './fsrs-weights.js';
export { migrateFsrsWeights } from './migrate-fsrs-weights.js';
