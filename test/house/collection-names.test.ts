import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COLLECTION_NAMES } from '../../src/collections/index.js';
import { changeStages } from '../../src/engine/live/change.js';
import { type AnyPipeline, excludeInvalid, learnerDayStages, PIPELINES, platformDayStages, stagesOf } from '../../src/pipelines/index.js';
import { collectionNaming } from '../../src/schema/index.js';
import { projectFiles } from './project-files.js';

const prefix = 'ale_';
const named = collectionNaming(prefix);
const day = new Date('2026-03-01T00:00:00Z');

/** Every collection that stages name, at any depth. */
function collectionsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(collectionsIn);
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    if (key === '$unionWith' || key === '$out') return typeof part === 'string' ? [part] : collectionsIn(part);
    if (['from', 'coll', 'into', 'ns.coll'].includes(key)) return typeof part === 'string' ? [part] : [];
    return collectionsIn(part);
  });
}

/** Every text in stages that is the plain name of a collection, wherever it stands. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return (COLLECTION_NAMES as readonly string[]).includes(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  // The field that a `$lookup` fills may be called like the collection.
  return Object.entries(value).flatMap(([key, part]) => (key === 'as' ? [] : textsIn(part)));
}

const STAGES: readonly (readonly [string, unknown])[] = [
  ...(Object.values(PIPELINES) as readonly AnyPipeline[]).flatMap((pipeline) => {
    const params = pipeline.params.parse(pipeline.example);
    return [
      [pipeline.name, stagesOf(pipeline, params, { prefix })],
      [`${pipeline.name}, sound documents only`, excludeInvalid(pipeline, params, named)],
    ] as const;
  }),
  ['learner_usage_days', learnerDayStages(day, day, { keep: false, named })],
  ['platform_usage_days', platformDayStages(day, day, named)],
];

describe('with a prefix', () => {
  test.each(STAGES)('%s names no collection without it', (_, stages) => {
    expect(collectionsIn(stages).filter((name) => !name.startsWith(prefix))).toEqual([]);
    expect(textsIn(stages)).toEqual([]);
  });

  test('stages that read or write a second collection are among those looked at', () => {
    expect(STAGES.filter(([, stages]) => collectionsIn(stages).length > 0).length).toBeGreaterThan(10);
  });

  test('the change stream follows the collections of the prefix', () => {
    const [{ $match }] = changeStages(undefined, named) as [{ $match: { $or: { 'ns.coll'?: string }[] } }];
    expect($match.$or.map((branch) => branch['ns.coll'])).toEqual(['ale_learning_events', 'ale_content_mastery', undefined]);
  });
});

test('a collection is opened in one place only', () => {
  const sources = projectFiles().filter((path) => path.startsWith('src/'));
  const places = sources.filter((path) => /\bdb\s*\.collection\(/.test(readFileSync(path, 'utf8')));
  expect(places).toEqual(['src/repositories/named-collections.ts']);
});
