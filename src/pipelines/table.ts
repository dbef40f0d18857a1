import { answerLog } from './answer-log.js';
import { forgettingCurves } from './forgetting-curves.js';
import { profileWithDna } from './profile-with-dna.js';
import { progressByTopic } from './progress-by-topic.js';

/** The one table of pipelines: explain tests, contract tests and the docs walk it. */
export const PIPELINES = {
  answer_log: answerLog,
  forgetting_curves: forgettingCurves,
  profile_with_dna: profileWithDna,
  progress_by_topic: progressByTopic,
} as const;

export type PipelineName = keyof typeof PIPELINES;
