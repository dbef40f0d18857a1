/** The longest interval of any scheduler: 36,500 days, about a hundred years, as in Anki and FSRS. */
export const LONGEST_INTERVAL_DAYS = 36_500;
