import { context, metrics, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Engine, LearnerScope } from '../../../src/public/index.js';
import { refusalOf } from '../../support/refusal.js';
import { openTutor, type Tutor } from '../../support/tutor.js';

const spans = new InMemorySpanExporter();
const figures = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter: figures, exportIntervalMillis: 3_600_000 });

let tutor: Tutor;
let engine: Engine;
let learner: LearnerScope;
beforeAll(async () => {
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }));
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  tutor = await openTutor({ telemetry: false });
  learner = await tutor.newLearner();
  // As a host has it that says nothing about it: the package is found because it is installed.
  engine = await tutor.another({ telemetry: undefined });
  learner = engine.as(learner.caller);
});
afterAll(async () => {
  await reader.shutdown();
  trace.disable();
  metrics.disable();
  context.disable();
  await tutor[Symbol.asyncDispose]();
});
beforeEach(() => spans.reset());

const named = (name: string) => spans.getFinishedSpans().filter((span) => span.name === name);

test('a query, a pipeline and a verb each have a span, by the conventions for databases', async () => {
  await learner.recentSessions();
  await learner.profile();
  const [query] = named('learning_sessions.recent');
  expect(query?.kind).toBe(SpanKind.CLIENT);
  expect(query?.attributes).toEqual({
    'db.system.name': 'mongodb',
    'db.namespace': tutor.db.databaseName,
    'db.collection.name': 'learning_sessions',
    'db.operation.name': 'recent',
    'db.query.summary': 'learning_sessions.recent',
  });
  const [pipeline] = named('profile_with_dna');
  expect(pipeline?.attributes).toMatchObject({ 'db.collection.name': 'users', 'db.operation.name': 'aggregate' });
  const [verb] = named('learner.profile');
  expect([verb?.kind, verb?.attributes]).toEqual([SpanKind.INTERNAL, { 'adaptive_learning_engine.verb': 'learner.profile' }]);
});

test('a failure is told by its code, and nothing of the learner leaves the process', async () => {
  const secret = 'somebody who must not be named';
  expect(await refusalOf(engine.repositories.users.findByEmail(secret))).toMatchObject({ code: 'invalid_input' });
  expect(await refusalOf(learner.recordAnswer({ concept: secret } as never))).toMatchObject({ code: 'invalid_input' });
  for (const name of ['users.findByEmail', 'learner.recordAnswer']) {
    expect(named(name)).toMatchObject([
      { status: { code: SpanStatusCode.ERROR }, attributes: { 'error.type': 'invalid_input' }, events: [] },
    ]);
  }
  const told = JSON.stringify(spans.getFinishedSpans().map(({ name, attributes, status, events }) => [name, attributes, status, events]));
  expect(told).not.toContain(secret);
  expect(told).not.toContain(learner.userId);
});

test('durations are recorded as metrics, in seconds, failures apart', async () => {
  await learner.recentSessions();
  await refusalOf(learner.recentSessions({ days: 0 }));
  await reader.forceFlush();
  const all = figures.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  const points = (name: string) => all.filter((one) => one.descriptor.name === name).at(-1)?.dataPoints ?? [];
  const recent = points('db.client.operation.duration').find(
    ({ attributes }) => attributes['db.query.summary'] === 'learning_sessions.recent',
  );
  expect(recent?.value).toMatchObject({ count: expect.any(Number), sum: expect.any(Number) });
  const verbs = points('adaptive_learning_engine.verb.duration').filter(
    ({ attributes }) => attributes['adaptive_learning_engine.verb'] === 'learner.recentSessions',
  );
  expect(verbs.map(({ attributes }) => attributes['error.type'])).toEqual(expect.arrayContaining([undefined, 'invalid_input']));
  expect(all.find((one) => one.descriptor.name === 'db.client.operation.duration')?.descriptor.unit).toBe('s');
});

test('an engine can be given its own, or none', async () => {
  const quiet = await tutor.another({ telemetry: false });
  await quiet.as(learner.caller).recentSessions();
  expect(spans.getFinishedSpans()).toEqual([]);
  const own = await tutor.another({ telemetry: { trace, metrics } });
  await own.as(learner.caller).recentSessions();
  expect(named('learner.recentSessions')).toHaveLength(1);
  expect(await refusalOf(tutor.another({ telemetry: { trace } as never }))).toMatchObject({ where: 'createEngine.telemetry' });
});
