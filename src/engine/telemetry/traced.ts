import { AdaptiveLearningError } from '../../errors.js';
import type { Observe, Observed } from '../../repositories/index.js';
import type { Attributes, TelemetryApi, TelemetrySpan } from './telemetry-api.js';

const SCOPE = 'adaptive-learning-engine';

/** Numbers of `SpanKind` and `SpanStatusCode` in `@opentelemetry/api`. */
const INTERNAL = 0;
const CLIENT = 2;
const ERROR = 2;

/** Seconds, as the semantic conventions advise for `db.client.operation.duration`. */
const BUCKETS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];
const MS_PER_SECOND = 1_000;

/**
 * Spans and times for OpenTelemetry, named by its semantic conventions for databases (1.33, stable since 2025). Names of queries, of
 * collections, of the database and of errors are all that leaves the process: no learner's data, no params, no ids.
 */
export function traced({ trace, metrics }: TelemetryApi, namespace: string): Observe {
  const tracer = trace.getTracer(SCOPE);
  const meter = metrics.getMeter(SCOPE);
  const options = (description: string) => ({ description, unit: 's', advice: { explicitBucketBoundaries: BUCKETS } });
  const queries = meter.createHistogram('db.client.operation.duration', options('Duration of named queries and pipelines'));
  const verbs = meter.createHistogram('adaptive_learning_engine.verb.duration', options('Duration of the verbs of engine and learner'));
  return (what) => {
    const attributes = attributesOf(what, namespace);
    let span: TelemetrySpan | undefined;
    return {
      within: (work) =>
        tracer.startActiveSpan(what.name, { kind: what.kind === 'verb' ? INTERNAL : CLIENT, attributes }, (started) => {
          span = started;
          return work();
        }),
      end: (milliseconds, error) => {
        const failed: Attributes = error === undefined ? {} : { 'error.type': typeOf(error) };
        if (error !== undefined) {
          span?.setAttribute('error.type', typeOf(error));
          span?.setStatus({ code: ERROR });
        }
        span?.end();
        (what.kind === 'verb' ? verbs : queries).record(milliseconds / MS_PER_SECOND, { ...attributes, ...failed });
      },
    };
  };
}

function attributesOf({ kind, name, collection, operation }: Observed, namespace: string): Attributes {
  if (kind === 'verb') return { 'adaptive_learning_engine.verb': name };
  return {
    'db.system.name': 'mongodb',
    'db.namespace': namespace,
    'db.operation.name': operation,
    'db.query.summary': name,
    ...(collection === undefined ? {} : { 'db.collection.name': collection }),
  };
}

/** A code or a class, and no message: a driver's may hold what a learner wrote. */
function typeOf(error: unknown): string {
  if (error instanceof AdaptiveLearningError) return error.code;
  return error instanceof Error ? error.name : '_OTHER';
}
