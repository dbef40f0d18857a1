import '../../support/operations.js';

/** The algorithms, compiled with counters in. */
export const algorithms = await import('../../../src/algorithms/index.js');
