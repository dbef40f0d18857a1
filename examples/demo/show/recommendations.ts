import type { LearnerScope, Reason } from 'adaptive-learning-engine';
import { conceptLabels } from 'adaptive-learning-engine/report';
import { bar, decimal } from './figures.js';
import type { Sheet } from './sheet.js';
import { terminalText } from './terminal-text.js';

const SHOWN = 5;

/** What to do next, best first, with the reasons and the numbers behind them. */
export async function showRecommendations(sheet: Sheet, learner: LearnerScope, at: Date): Promise<void> {
  const recommended = (await learner.recommend({ at, limit: SHOWN })).rows;
  sheet.heading('What to study next');
  const labelOf = conceptLabels(recommended);
  for (const [index, recommendation] of recommended.entries()) {
    const { topic, priority, target_difficulty, reasons } = recommendation;
    const concept = labelOf(recommendation);
    const place = `${bar(priority, 10)} ${decimal(priority, 2)}`;
    sheet.line(
      `  ${index + 1}. ${place}  ${sheet.paint.cyan(concept)} (${terminalText(topic)}), at difficulty ${decimal(target_difficulty, 2)}`,
    );
    for (const reason of reasons) sheet.note(`       ${reason.code}: ${numbersOf(reason)}`);
  }
}

function numbersOf({ numbers }: Reason): string {
  return Object.entries(numbers)
    .map(([name, value]) => `${name} ${Number.isInteger(value) ? value : decimal(value, 2)}`)
    .join(', ');
}
