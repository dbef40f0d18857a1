import { AdaptiveLearningError } from 'adaptive-learning-engine';
import { expect, test } from 'vitest';
import { logged } from '../../src/engine/telemetry/logged.js';

test('a call that misses its target is logged, and one that keeps it or has none is not', () => {
  const told: unknown[] = [];
  const observe = logged((name, fields) => void told.push({ name, ...fields }));
  const end = (name: string, kind: 'query' | 'verb', milliseconds: number, error?: unknown) =>
    observe({ kind, name, operation: name }).end(milliseconds, error);
  end('content_mastery.due', 'query', 99.9);
  end('content_mastery.due', 'query', 100.6);
  end('learner.recordAnswer', 'verb', 9_000);
  expect(told).toEqual([{ name: 'slow_call', call: 'content_mastery.due', milliseconds: 101, target: 100 }]);
});

test('a verb that fails by the system is logged by its code; what the caller did wrong, and queries within it, are not', () => {
  const told: unknown[] = [];
  const observe = logged((name, fields) => void told.push({ name, ...fields }));
  const failed = (error: unknown, kind: 'query' | 'verb' = 'verb') =>
    observe({ kind, name: 'learner.profile', operation: 'profile' }).end(3, error);
  failed(new AdaptiveLearningError('not_found', 'no one'));
  failed(new AdaptiveLearningError('database_unavailable', 'away'), 'query');
  failed(new AdaptiveLearningError('database_unavailable', 'away'));
  failed(new RangeError('a learner wrote this'));
  failed('a text');
  expect(told).toEqual(
    ['database_unavailable', 'RangeError', 'unknown'].map((code) => ({
      name: 'call_failed',
      call: 'learner.profile',
      code,
      milliseconds: 3,
    })),
  );
});
