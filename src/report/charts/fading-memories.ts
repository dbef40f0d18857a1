import { timeUntilRetention } from '../../algorithms/index.js';
import { conceptLabels } from '../labels-apart.js';
import { noData } from '../left-out.js';
import type { Section } from '../report.js';
import type { MemoryRow } from '../rows.js';
import { quoted } from '../shown-text.js';
import { ENGLISH_WORDING, type Wording } from '../wording/wording.js';
import { isDueDrawn, LONGEST_PAST_DAYS, memoryPicture, reviewsDrawn } from './memory-picture.js';
import { retainedAt } from './retained-at.js';

const DAY_MS = 86_400_000;
/** Small pictures, side by side. */
const MOST_CONCEPTS = 6;
/** The retention that the last column of the table tells the days to. */
const FALLS_TO = 0.9;

export interface CurvesAt {
  readonly at: Date;
  /** Returns the learner's day of an instant, such as `2026-11-21`. */
  readonly dayAt: (instant: Date) => string;
}

/**
 * Forgetting curves of concepts: past reviews, the curve since the last review, its continuation without another review, and the due date. Only the
 * latest curve of a concept is stored, so there is no line before the last review.
 *
 * @param rows - rows of `forgetting_curves`, most urgent first; draws six
 */
export function fadingMemories(rows: readonly MemoryRow[], { at, dayAt }: CurvesAt, wording: Wording = ENGLISH_WORDING): Section {
  const id = 'forgetting_curves';
  if (rows.length === 0) return noData(id, 'The learner has not practised anything yet.');
  const { say, percent, count } = wording;
  const shown = rows.slice(0, MOST_CONCEPTS);
  const labelOf = conceptLabels(shown);
  const names = shown.map(labelOf);
  const now = at.getTime();
  const left = shown.map((row) => retainedAt(row, now, dayAt));
  const lowest = left.indexOf(Math.min(...left));
  const day = (instant: Date) => wording.dayName(dayAt(instant));
  const reviews = shown.map((row) => reviewsDrawn(row, now));
  return {
    id,
    title: say('fading_title'),
    width: 'full',
    says: say('fading_says', { n: shown.length, concept: quoted(names[lowest] ?? ''), share: percent(left[lowest] ?? 0) }),
    note: noteOf(shown, now, wording),
    key: [
      ...(reviews.some(({ length }) => length > 0) ? [{ mark: 'dot', color: 'ink', text: say('key_review') } as const] : []),
      { mark: 'line', color: 'mark', text: say('key_chance') },
      { mark: 'dash', color: 'mark', text: say('key_without_review') },
      ...(shown.some((row) => isDueDrawn(row, now)) ? [{ mark: 'diamond', color: 'accent', text: say('key_next_review') } as const] : []),
    ],
    panels: shown.map((row) => ({
      title: labelOf(row),
      wide: memoryPicture(row, { at, dayAt, breadth: 'small', name: labelOf(row), wording }),
      narrow: memoryPicture(row, { at, dayAt, breadth: 'narrow', name: labelOf(row), wording }),
    })),
    table: {
      columns: [
        { title: say('concept'), side: 'left' },
        { title: say('topic'), side: 'left' },
        { title: say('remembered_today'), side: 'right' },
        { title: say('reviews'), side: 'right' },
        { title: say('last_practised'), side: 'right' },
        { title: say('next_review'), side: 'right' },
        { title: say('falls_to', { share: percent(FALLS_TO) }), side: 'right' },
      ],
      rows: shown.map((row, index) => [
        labelOf(row),
        row.topic,
        percent(left[index] ?? 0),
        count(row.review_history.length),
        day(row.last_practiced_date),
        day(row.next_review_date),
        untilFallen(row, wording),
      ]),
    },
  };
}

/** What is true of these pictures: where their lines begin, and whether all reviews are drawn. */
function noteOf(rows: readonly MemoryRow[], now: number, { say, percent }: Wording): string {
  const isBefore = (row: MemoryRow) => row.last_practiced_date.getTime() < now - LONGEST_PAST_DAYS * DAY_MS;
  const isWhole = (row: MemoryRow) => reviewsDrawn(row, now).length === row.review_history.length;
  return [
    rows.some(isBefore) ? say('fading_from_edge', { n: LONGEST_PAST_DAYS }) : say('fading_from_review'),
    say('fading_note'),
    say('fading_falls', { share: percent(FALLS_TO) }),
    ...(rows.every(isWhole) ? [] : [say('fading_older_reviews')]),
  ].join(' ');
}

/** How many days after its last review the memory falls to the share of the table, without another. */
function untilFallen(row: MemoryRow, { say, tenths }: Wording): string {
  const days = timeUntilRetention(row.forgetting_curve_parameters, FALLS_TO, { shape: row.curve });
  return say('days_count', { n: days, days: tenths(days) });
}
