import { describe, expect, it } from 'vitest';
import type { z as Zod } from 'zod';
import type { ParamsSchema } from '../../src/pipelines/index.js';
import { functionsOf, growsByAtMost, list, type Sized, type Walk, walked } from '../support/complexity.js';
import '../support/operations.js';

const { z } = await import('zod');
const pipelines = await import('../../src/pipelines/index.js');
const { collectionNaming } = await import('../../src/schema/index.js');
const { PIPELINES, stagesOf } = pipelines;
const named = collectionNaming();

const ids = (size: number) => list(size, (at) => `10000000-0000-4000-8000-${String(at).padStart(12, '0')}`);
/** The lists that questions take, and the smaller size to walk them at: four times as much is at most what is allowed. */
const LISTS: Readonly<Record<string, { readonly size: number; readonly make: (size: number) => unknown }>> = {
  without: { size: 300, make: ids },
  among: { size: 300, make: ids },
  retired: { size: 300, make: (size) => list(size, (at) => ({ subject: 's', topic: 't', concept: `c${at}` })) },
  cohorts: {
    size: 200,
    make: (size) => [
      { name: 'a', user_ids: ids(size * 2).slice(0, size) },
      { name: 'b', user_ids: ids(size * 2).slice(size) },
    ],
  },
  user_ids: { size: 50, make: ids },
  learner_days: { size: 50, make: (size) => [{ day: 20_000, user_ids: ids(size) }] },
  concepts: { size: 12, make: (size) => list(size, (at) => `c${at}`) },
};

type Params = { readonly shape: Readonly<Record<string, Zod.ZodType>> };

/** The lists among the params of a question. */
const listsOf = ({ shape }: Params): readonly string[] =>
  Object.entries(shape).flatMap(([param, schema]) => (isList(schema) ? [param] : []));

function isList(schema: Zod.ZodType): boolean {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return isList(schema.unwrap() as Zod.ZodType);
  return schema instanceof z.ZodArray;
}

/** Each question that takes a list of some name, by that list. */
const questionsBy = (param: string): Walk =>
  Object.fromEntries(
    Object.values(PIPELINES)
      .filter(({ params }) => listsOf(params).includes(param))
      .map((pipeline): [string, Sized] => [
        `stagesOf, ${pipeline.name}`,
        (size) => () => stagesOf<ParamsSchema>(pipeline, { ...pipeline.example, [param]: LISTS[param]?.make(size) }),
      ]),
  );

const { answer_log: logged } = PIPELINES;
const left = (size: number) => logged.params.parse({ ...logged.example, without: ids(size) });
const dna = (size: number) => ({
  learning_dna: { assessment_history: list(size, (at) => ({ changes_made: [`change ${at}`] })) },
});

/** What takes checked params, and what comes of the stages. */
const STAGES: Walk = {
  stagesNamed: (size) => () => pipelines.stagesNamed(logged, left(size), named),
  excludeInvalid: (size) => () => pipelines.excludeInvalid(logged, left(size), named),
  onlyInvalid: (size) => () => pipelines.onlyInvalid(logged, left(size), named),
  hasWritingStage: (size) => () => pipelines.hasWritingStage(list(size, (at) => ({ $match: { a: { $in: [at] } } }))),
  withheldProfile: (size) => () => pipelines.withheldProfile(dna(size)),
};

/** What has no size: by why. */
const NOT_WALKED: Readonly<Record<string, string>> = {
  'one pipeline, which is a value': 'definePipeline definePipelineOf isAboutSpan',
  'the pipelines of a host, which are written by hand': 'checkPipelines knownToPipelines queryRegistry',
  instants: 'platformDayStages startedOn unreadableOn',
  'instants, and ids that it hands on as they are': 'learnerDayStages',
};

it('looks at every public function, or says why not', () => {
  const unsized = Object.values(NOT_WALKED).flatMap((names) => names.split(' '));
  // The tables of pipelines hold what stagesOf asks of them.
  const held = [PIPELINES, ...Object.values(PIPELINES)];
  expect([...walked(STAGES), 'stagesOf', ...unsized].sort()).toEqual([...functionsOf(pipelines, held)].sort());
});

it('knows every list that a question takes', () => {
  const taken = Object.values(PIPELINES).flatMap(({ params }) => listsOf(params));
  expect([...new Set(taken)].sort()).toEqual(Object.keys(LISTS).sort());
});

describe('four times the input takes little more than four times the work', () => {
  describe.each(Object.entries(LISTS))('of questions by %s', (param, { size }) => growsByAtMost(questionsBy(param), { size }));
  describe('of what becomes of stages', () => growsByAtMost(STAGES));
});
