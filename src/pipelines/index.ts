export { answerLog } from './answer-log.js';
export type { AnyPipeline, Extent, Pipeline, Ref, Scope, Stage } from './define-pipeline.js';
export { definePipeline, stagesOf } from './define-pipeline.js';
export { forgettingCurves } from './forgetting-curves.js';
export { onlySound, UNSOUND } from './only-sound.js';
export { profileWithDna } from './profile-with-dna.js';
export { progressByTopic } from './progress-by-topic.js';
export type { PipelineName } from './table.js';
export { PIPELINES } from './table.js';
