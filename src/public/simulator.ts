/** Simulated learners, and policies to try on them. */
export * from '../simulator/index.js';
