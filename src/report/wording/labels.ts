import type { ENGLISH } from './english/labels.js';
import type { SameKeys } from './label.js';

export type LabelKey = keyof typeof ENGLISH;

/** All words of a report in one language: what a host gives for a language of its own. */
export type Labels = SameKeys<typeof ENGLISH>;
