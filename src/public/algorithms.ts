/** Pure algorithms: scheduling, forgetting, knowledge tracing, ability, emotion, evaluation. Loads without a database driver. */
export * from '../algorithms/index.js';
