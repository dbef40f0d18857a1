import { AdaptiveLearningError } from '../errors.js';
import { hasWritingStage, type Stage } from '../pipelines/index.js';

/** @throws AdaptiveLearningError `invalid_input` for a stage that writes: a pipeline only reads */
export function refuseWriting(stages: readonly Stage[], where: string): void {
  if (!hasWritingStage(stages)) return;
  const details = { where: `${where}.stages`, expected: 'stages that read', received: 'one that writes' };
  throw new AdaptiveLearningError('invalid_input', `${details.where}: expected ${details.expected}, got ${details.received}`, details);
}
