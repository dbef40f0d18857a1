import { rollUp } from './flows/roll-up.js';

/** The verbs of an engine, by their names: each stands in a file of its own. */
export const ENGINE_VERBS = { rollUp } as const;
