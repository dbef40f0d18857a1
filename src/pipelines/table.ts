import { answerLog } from './answer-log.js';
import { emotionalChanges } from './emotional-changes.js';
import { emotionalLog } from './emotional-log.js';
import { profileWithDna } from './profile-with-dna.js';
import { progressByTopic } from './progress-by-topic.js';

/** The one table of pipelines: explain tests, contract tests and the docs walk it. */
export const PIPELINES = {
  answer_log: answerLog,
  emotional_changes: emotionalChanges,
  emotional_log: emotionalLog,
  profile_with_dna: profileWithDna,
  progress_by_topic: progressByTopic,
} as const;

export type PipelineName = keyof typeof PIPELINES;
