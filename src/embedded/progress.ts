import type { EmbeddedSource } from './source.js';

/** The current step: a source of the server, then `start`, then `ready` or `failed`. */
export type EmbeddedStep = EmbeddedSource | 'start' | 'ready' | 'failed';

/** A progress event of `startEmbedded`. */
export interface EmbeddedProgress {
  readonly step: EmbeddedStep;
  /** A short human-readable message. It never contains a password. */
  readonly message: string;
  /** Bytes downloaded so far, during a download. */
  readonly done?: number;
  /** Total bytes to download, once known. */
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
