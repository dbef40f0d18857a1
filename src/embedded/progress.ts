import type { EmbeddedSource } from './source.js';

/** What the start is doing: one of the places a server can come from, then `start`, then `ready` or `failed`. */
export type EmbeddedStep = EmbeddedSource | 'start' | 'ready' | 'failed';

/** One piece of news from `startEmbedded`. */
export interface EmbeddedProgress {
  readonly step: EmbeddedStep;
  /** A short sentence for people. It never carries a password. */
  readonly message: string;
  /** Bytes fetched so far, while something is fetched. */
  readonly done?: number;
  /** Bytes that there are to fetch, once that is known. */
  readonly total?: number;
}

export type ProgressListener = (progress: EmbeddedProgress) => void;

/** A listener that cannot hurt: one that throws must not leave a server half started. */
export function safeListener(listener: ProgressListener | undefined): ProgressListener {
  return (progress) => {
    try {
      listener?.(progress);
    } catch {
      // A picture of the start is worth less than the start.
    }
  };
}
