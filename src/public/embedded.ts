/** MongoDB on any machine, for demos, tests and local work. */
export * from '../embedded/index.js';
