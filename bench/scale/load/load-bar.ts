import { Presets, SingleBar } from 'cli-progress';
import { TOLD_ANYWHERE } from '../../harness/bar-settings.js';
import type { LoadProgress } from './load-learners.js';

/** A bar on the terminal's error stream; a line from time to time where that is no terminal. */
export function loadBar(title: string, learners: number): { update(progress: LoadProgress): void; stop(): void } {
  const bar = new SingleBar(
    {
      format: `${title} {bar} {value} of {total} learners, {documents} documents, {rate}/s, {eta_formatted} left`,
      ...TOLD_ANYWHERE,
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  const begun = performance.now();
  bar.start(learners, 0, { documents: 0, rate: 0 });
  return {
    update: ({ learners: done, documents }) =>
      bar.update(done, { documents, rate: Math.round(documents / Math.max(0.001, (performance.now() - begun) / 1000)) }),
    stop: () => bar.stop(),
  };
}
