/** The library's aggregations as values, and how a host defines its own. */
export type { AnyPipeline, Pipeline, PipelineName, Ref, ResultSize, Scope, Stage, TopicOrder } from '../pipelines/index.js';
export { definePipeline, LEAST_LEARNERS, PIPELINES, stagesOf, TOPIC_ORDERS } from '../pipelines/index.js';
