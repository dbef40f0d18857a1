import type { LearnerScope } from 'adaptive-learning-engine';
import { conceptLabels } from 'adaptive-learning-engine/report';
import { count, decimal } from './figures.js';
import type { Sheet } from './sheet.js';
import { table } from './table.js';

const SHOWN = 5;
/** The most that one call gives. */
const MOST = 1000;
const DAY_MS = 86_400_000;

/** What is due for review, longest overdue first. */
export async function showDueReviews(sheet: Sheet, learner: LearnerScope, at: Date): Promise<void> {
  const due = (await learner.dueReviews({ at, limit: MOST })).rows;
  sheet.heading(`Due for review: ${due.length === MOST ? 'at least ' : ''}${count(due.length)}`);
  if (due.length === 0) return;
  const labelOf = conceptLabels(due);
  sheet.note('  due: the day of the review has begun; overdue, in reports: that day was before today');
  table(
    sheet,
    [
      { title: 'concept' },
      { title: 'days since due', side: 'right' },
      { title: 'retention', side: 'right' },
      { title: 'mastery', side: 'right' },
      { title: 'what is left of it', side: 'right' },
    ],
    due
      .slice(0, SHOWN)
      .map((entry) => [
        labelOf(entry),
        decimal((at.getTime() - entry.next_review_date.getTime()) / DAY_MS, 1),
        decimal(entry.retention, 2),
        decimal(entry.mastery_level, 2),
        decimal(entry.retained_mastery, 2),
      ]),
  );
  if (due.length > SHOWN) sheet.note(`  … and ${count(due.length - SHOWN)} more`);
}
