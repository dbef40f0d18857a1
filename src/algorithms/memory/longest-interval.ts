/** The longest wait that anything in this room gives: 36,500 days, about a hundred years; Anki and FSRS have the same limit. */
export const LONGEST_INTERVAL_DAYS = 36_500;
