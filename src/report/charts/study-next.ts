import { conceptLabels } from '../labels-apart.js';
import { noData } from '../left-out.js';
import type { Section } from '../report.js';
import type { RecommendationRow } from '../rows.js';
import { ENGLISH_WORDING, type Wording } from '../wording/wording.js';

/**
 * Recommendations with reasons in words.
 *
 * @param rows - rows of `recommend`, best first
 */
export function studyNext(rows: readonly RecommendationRow[], wording: Wording = ENGLISH_WORDING): Section {
  const id = 'study_next';
  if (rows.length === 0) return noData(id, 'Nothing is recommended: nothing is due or weak, and no concept of the curriculum is open.');
  const labelOf = conceptLabels(rows);
  const { say } = wording;
  return {
    id,
    title: say('next_title'),
    width: 'full',
    says: say('next_says', { n: rows.length }),
    key: [],
    panels: [],
    items: rows.map((row) => ({
      title: labelOf(row),
      text: `${row.topic}: ${row.reasons.map((reason) => reasonOf(reason, wording)).join('; ')}`,
    })),
    table: null,
  };
}

function reasonOf({ code, numbers }: RecommendationRow['reasons'][number], { say, percent }: Wording): string {
  const overdue = Math.floor(numbers['overdue_days'] ?? 0);
  switch (code) {
    case 'due_review':
      return overdue < 1 ? say('reason_due_today') : say('reason_due_review', { n: overdue });
    case 'weak_spot':
      return say('reason_weak_spot', { mastery: percent(numbers['mastery_level'] ?? 0) });
    case 'early_review':
      return say('reason_early_review');
    case 'practised_today':
      return say('reason_practised_today');
    case 'ready_to_learn':
      return say('reason_ready_to_learn');
    default:
      return say('reason_other');
  }
}
