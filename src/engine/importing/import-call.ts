import type { CallControl } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import type { CurriculumReader } from './curriculum-reader.js';
import type { ImportOutcome, StoredAnswer } from './import-tally.js';
import type { PendingAnswer } from './pending-answer.js';

/** What the recording of a chunk goes by. */
export interface ImportCall {
  readonly context: EngineContext;
  readonly curriculum: CurriculumReader;
  readonly control: CallControl;
  readonly onStored?: ((stored: StoredAnswer) => void) | undefined;
  readonly where: string;
}

export type ImportOutcomes = ReadonlyMap<PendingAnswer, ImportOutcome>;
