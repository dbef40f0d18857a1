import type { Figure } from './figure.js';
import { printTable } from './harness/print-table.js';

/** Prints figures as a table, and says how many of those that could be judged were reached. Gives the ones that were not. */
export function printFigures(title: string, figures: readonly Figure[]): readonly Figure[] {
  const told = figures.map(withoutNaN);
  console.log(`\n${title}`);
  printTable(
    told.map(({ what, ours, reference, ratio, aim, reached }) => ({
      what,
      ours,
      reference,
      ratio: ratio === undefined ? '' : `${ratio.toFixed(2)}×`,
      aim,
      reached: reached === null ? 'not judged' : reached ? 'yes' : 'NO',
    })),
  );
  const missed = told.filter(({ reached }) => reached === false);
  const judged = told.filter(({ reached }) => reached !== null).length;
  console.log(`${judged - missed.length} of ${judged} reached, ${told.length - judged} not judged in this run`);
  return missed;
}

/** A figure of nothing, as of a slice that no answer fell into, is none and judges nothing. */
export function withoutNaN({ ratio, ...figure }: Figure): Figure {
  const shown = (text: string) => text.replaceAll('NaN', 'none');
  const isNone = figure.ours.includes('NaN') || figure.reference.includes('NaN') || figure.aim.includes('NaN');
  return {
    ...figure,
    ours: shown(figure.ours),
    reference: shown(figure.reference),
    aim: shown(figure.aim),
    ...(ratio === undefined || !Number.isFinite(ratio) ? {} : { ratio }),
    reached: isNone ? null : figure.reached,
  };
}
