import type { Figure } from './figure.js';
import { printTable } from './harness/print-table.js';

/** Prints figures as a table, and says how many of those that could be judged were reached. Gives the ones that were not. */
export function printFigures(title: string, figures: readonly Figure[]): readonly Figure[] {
  console.log(`\n${title}`);
  printTable(
    figures.map(({ what, ours, reference, ratio, aim, reached }) => ({
      what,
      ours,
      reference,
      ratio: ratio === undefined ? '' : `${ratio.toFixed(2)}×`,
      aim,
      reached: reached === null ? 'not judged' : reached ? 'yes' : 'NO',
    })),
  );
  const missed = figures.filter(({ reached }) => reached === false);
  const judged = figures.filter(({ reached }) => reached !== null).length;
  console.log(`${judged - missed.length} of ${judged} reached, ${figures.length - judged} not judged in this run`);
  return missed;
}
