export { learnedPool } from './learned-pool.js';
export { LEARNED_POOL_FEATURES } from './learned-pool-features.js';
export { type LearnedPoolParams, learnedPoolDefaults } from './learned-pool-params.js';
export type { LearnedPoolConcept, LearnedPoolLearner } from './learned-pool-state.js';
export type { LogisticDifficulty, LogisticItems } from './logistic-items.js';
export { logisticMemory } from './logistic-memory/logistic-memory.js';
export {
  type LogisticMemoryParams,
  logisticMemoryDefaults,
  type MemoryStart,
  type PracticeStart,
} from './logistic-memory/logistic-memory-params.js';
export type { LogisticMemoryConcept, LogisticMemoryLearner } from './logistic-memory/logistic-memory-states.js';
export { MEMORY_FEATURES } from './logistic-memory/memory-features.js';
export { PRACTICE_FEATURES } from './logistic-memory/practice-features.js';
export { type LogisticPredictorParams, logisticPredictor } from './logistic-predictor.js';
export { opinionPool } from './opinion-pool.js';
