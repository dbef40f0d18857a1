import { GERMAN_CLASS } from './class.js';
import { GERMAN_HABITS } from './habits.js';
import { GERMAN_PAGE } from './page.js';
import { GERMAN_PROGRESS } from './progress.js';

/** All texts of reports, in German. */
export const GERMAN = { ...GERMAN_PAGE, ...GERMAN_PROGRESS, ...GERMAN_HABITS, ...GERMAN_CLASS } as const;
