import { Presets, SingleBar } from 'cli-progress';
import { count } from './show/figures.js';
import type { Output } from './show/sheet.js';

/** How far a term or a file has been played, separate from the report, which can be piped. */
export interface StudyProgress {
  update(done: number, answers: number): void;
  stop(): void;
}

/** Where no bar can be drawn, a line is written from time to time. */
const LINE_EVERY_MS = 2_000;

/** Tells how much has been played: by a bar on a terminal, by a line every two seconds elsewhere. */
export function studyProgress(errors: Output, title: string, total: number, lineEveryMs = LINE_EVERY_MS): StudyProgress {
  const begun = performance.now();
  const rateOf = (answers: number) => Math.round(answers / Math.max(0.001, (performance.now() - begun) / 1000));
  return errors.isTTY === true ? drawnBar(title, total, rateOf) : writtenLines(errors, { title, total, lineEveryMs }, rateOf);
}

function drawnBar(title: string, total: number, rateOf: (answers: number) => number): StudyProgress {
  const bar = new SingleBar(
    {
      format: `${title} {bar} {percentage} %  {answers} answers, {rate}/s`,
      barsize: 40,
      clearOnComplete: true,
      hideCursor: true,
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0, { answers: 0, rate: 0 });
  return {
    update: (done, answers) => bar.update(done, { answers, rate: rateOf(answers) }),
    stop: () => bar.stop(),
  };
}

function writtenLines(
  errors: Output,
  { title, total, lineEveryMs }: { readonly title: string; readonly total: number; readonly lineEveryMs: number },
  rateOf: (answers: number) => number,
): StudyProgress {
  let last = performance.now();
  return {
    update: (done, answers) => {
      if (performance.now() - last < lineEveryMs) return;
      last = performance.now();
      const share = Math.floor((100 * done) / Math.max(1, total));
      errors.write(`${title}: ${share} %, ${count(answers)} answers, ${count(rateOf(answers))}/s\n`);
    },
    stop: () => undefined,
  };
}
