/** Pages for learners and teachers, drawn from what an engine tells. */
export * from '../report/index.js';
