import { mastery } from './flows/read-mastery.js';
import { recordAnswer } from './flows/record-answer.js';

/** The verbs of one learner, by their names: each stands in a file of its own. */
export const LEARNER_VERBS = { recordAnswer, mastery } as const;
