import type { ENGLISH } from './english/labels.js';
import type { SameKeys } from './label.js';

export type LabelKey = keyof typeof ENGLISH;

/** All texts of reports in one language, for a custom language. */
export type Labels = SameKeys<typeof ENGLISH>;
