import { expect, test } from 'vitest';
import { changeStages } from '../../src/engine/live/change.js';
import { type AnyPipeline, learnerDayStages, PIPELINES, platformDayStages, stagesOf } from '../../src/pipelines/index.js';
import { collectionNaming } from '../../src/schema/index.js';

/** Every path to a key named `timezone`, however deep in stages. */
function zonesIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([key, inner]) => [...(key === 'timezone' ? [path] : []), ...zonesIn(inner, `${path}.${key}`)]);
}

const all = Object.entries<AnyPipeline>(PIPELINES);
const named = collectionNaming();
const DAY = new Date('2026-03-02T00:00:00Z');

/** A zone whose rules the server's own table does not know, and others that change their clocks in the span or cross the date line. */
const ZONES = ['America/Mexico_City', 'Europe/Zurich', 'Africa/Casablanca', 'Pacific/Apia', 'UTC'];

test.each(all)('no stage of %s asks the server for a time zone', (_, pipeline) => {
  for (const timezone of ZONES) {
    const params = pipeline.params.parse({ ...pipeline.example, ...('timezone' in pipeline.params.shape && { timezone }) });
    expect(zonesIn(stagesOf(pipeline, params as never))).toEqual([]);
  }
});

test('nor do the stages of jobs and of live events', () => {
  const stages = [
    ...learnerDayStages(DAY, DAY, { keep: false, named }),
    ...learnerDayStages(DAY, DAY, { keep: true, named }),
    ...platformDayStages(DAY, DAY, named),
  ];
  expect(zonesIn([...stages, ...changeStages('x', named), ...changeStages(undefined, named)])).toEqual([]);
});

test('a zone that stands deep in a stage is found', () => {
  const stage = { $group: { _id: { $dateToString: { date: '$at', timezone: 'UTC' } } } };
  expect(zonesIn([stage])).toEqual(['.0.$group._id.$dateToString']);
});
