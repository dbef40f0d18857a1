import { ENGLISH_CLASS } from './class.js';
import { ENGLISH_HABITS } from './habits.js';
import { ENGLISH_PAGE } from './page.js';
import { ENGLISH_PROGRESS } from './progress.js';

/** All texts of reports, in English. */
export const ENGLISH = { ...ENGLISH_PAGE, ...ENGLISH_PROGRESS, ...ENGLISH_HABITS, ...ENGLISH_CLASS } as const;
