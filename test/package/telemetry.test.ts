import { expect, test } from 'vitest';
import { createConsumer, declaredPackages, runProgram } from './consumer.js';

const API = '@opentelemetry/api';

/** Opens an engine on a client that is never connected, and tells who asked the host's OpenTelemetry for a tracer; null without one. */
const OPEN_ENGINE = `
  import { createEngine } from 'adaptive-learning-engine';
  import { MongoClient } from 'mongodb';
  const api = await import('${API}').catch(() => null);
  const asked = [];
  api?.trace.setGlobalTracerProvider({ getTracer: (name) => asked.push(name) && { startActiveSpan: (_, __, work) => work({}) } });
  const engine = await createEngine({ db: new MongoClient('mongodb://127.0.0.1:1', { serverSelectionTimeoutMS: 500 }).db('x'), deadlineMs: 500 });
  await engine.query('nothing', {}).catch(() => undefined);
  console.log(JSON.stringify(api === null ? null : asked));
`;

test('an engine opens where OpenTelemetry is not installed', () => {
  const consumer = createConsumer((manifest) => declaredPackages(manifest).filter((name) => name !== API));
  expect(runProgram(consumer, 'module', OPEN_ENGINE)).toBeNull();
});

test('and finds it where it is', () => {
  const consumer = createConsumer(declaredPackages);
  expect(runProgram(consumer, 'module', OPEN_ENGINE)).toContain('adaptive-learning-engine');
});
