import { activeLearners } from './active-learners.js';
import { answerLog } from './answer-log.js';
import { profileWithDna } from './profile-with-dna.js';
import { progressByTopic } from './progress-by-topic.js';
import { usageDays } from './usage-days.js';

/** The one table of pipelines: explain tests, contract tests and the docs walk it. */
export const PIPELINES = {
  answer_log: answerLog,
  profile_with_dna: profileWithDna,
  progress_by_topic: progressByTopic,
  usage_days: usageDays,
  active_learners: activeLearners,
} as const;

export type PipelineName = keyof typeof PIPELINES;
