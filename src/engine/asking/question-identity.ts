import { z } from 'zod';
import { type AnyPipeline, stagesOf } from '../../pipelines/index.js';

/** Stands for an instant that was not said: the stages of a question about now are then the same at any time. */
const NOW = new Date(0);

/** The form of each pipeline's rows, written down once. */
const rowForms = new WeakMap<AnyPipeline, string>();

/**
 * Plain data that tells a question from every other of its owner, and from the same question put to another definition of its pipeline:
 * what is sent for it, and how its rows are read.
 *
 * @param filled - the params that were not said. `at` then means now, whenever that is.
 */
export function identityOf(pipeline: AnyPipeline, params: object, filled: readonly string[]): unknown {
  const timeless = filled.includes('at') ? { ...params, at: NOW } : params;
  return [pipeline.name, filled, timeless, definitionOf(pipeline, timeless), rowFormOf(pipeline)];
}

/** As text: stages may hold what no params do, such as a regular expression. */
function definitionOf(pipeline: AnyPipeline, params: object): string {
  return JSON.stringify(stagesOf(pipeline, params as never), (_, value: unknown) => (value instanceof RegExp ? String(value) : value));
}

function rowFormOf(pipeline: AnyPipeline): string {
  const known = rowForms.get(pipeline);
  if (known !== undefined) return known;
  const form = JSON.stringify(z.toJSONSchema(pipeline.row, { unrepresentable: 'any' }));
  rowForms.set(pipeline, form);
  return form;
}
