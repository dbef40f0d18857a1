import { Presets, SingleBar } from 'cli-progress';

/** A bar on the terminal's error stream, so that the report can be piped away; nothing where that is no terminal. */
export interface StudyProgress {
  update(done: number, answers: number): void;
  stop(): void;
}

/** Draws how much of a term or of a file has been played. */
export function studyProgress(title: string, total: number): StudyProgress {
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
  const begun = performance.now();
  bar.start(total, 0, { answers: 0, rate: 0 });
  return {
    update: (done, answers) => {
      const seconds = Math.max(0.001, (performance.now() - begun) / 1000);
      bar.update(done, { answers, rate: Math.round(answers / seconds) });
    },
    stop: () => bar.stop(),
  };
}
