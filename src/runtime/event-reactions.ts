import type { LearningEvent } from '../collections/index.js';
import type { UnitOfWork } from './unit-of-work.js';

/** What is stored with new events of the log, in their transaction, by those who follow it. */
export interface EventReactions {
  run(unit: UnitOfWork, events: readonly LearningEvent[]): Promise<void>;
}
