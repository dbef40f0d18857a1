import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type AnyPipeline, stagesNamed } from '../../pipelines/index.js';
import { collectionNaming } from '../../schema/index.js';

/** Stands for an instant that was not said: the stages of a question about now are then the same at any time. */
const NOW = new Date(0);
/** The cache tells databases and prefixes apart by itself. */
const NAMED = collectionNaming();
/** Stands for the learner: no matter whom it is about, a question is put in the same way. */
const SOMEBODY = '00000000-0000-4000-8000-000000000000';

/** The form of each pipeline's rows, written down once. */
const rowForms = new WeakMap<AnyPipeline, string>();
/** How questions are put, by what is asked; the same few are asked of many learners. */
const definitions = new WeakMap<AnyPipeline, Map<string, string>>();
const DEFINITIONS_AT_MOST = 1_000;

/**
 * Plain data that tells a question from every other of its owner, and from the same question put to another definition of its pipeline:
 * what is sent for it, and how its rows are read.
 *
 * @param filled - the params that were not said. `at` then means now, whenever that is.
 */
export function queryIdentity(pipeline: AnyPipeline, params: object, filled: readonly string[]): unknown {
  const timeless = { ...params, ...(filled.includes('at') && { at: NOW }), ...saidEnds(params, filled) };
  return [pipeline.name, filled, timeless, definitionOf(pipeline, timeless)];
}

/** The end of a span that was said tells questions apart, and stands for the other one too: that follows from it, or from when it is asked. */
function saidEnds(params: object, filled: readonly string[]): object {
  const { since, until } = params as { readonly since?: Date; readonly until?: Date };
  if (filled.includes('since')) return filled.includes('until') ? { since: NOW, until: NOW } : { since: until };
  return filled.includes('until') ? { until: since } : {};
}

function definitionOf(pipeline: AnyPipeline, params: object): string {
  const ofSomebody = 'user_id' in params ? { ...params, user_id: SOMEBODY } : params;
  const asked = JSON.stringify(ofSomebody);
  const ofPipeline = definitions.get(pipeline) ?? new Map<string, string>();
  definitions.set(pipeline, ofPipeline);
  const known = ofPipeline.get(asked);
  if (known !== undefined) return known;
  // Stages may hold what no params do, such as a regular expression.
  const text = (_: string, value: unknown) => (value instanceof RegExp ? String(value) : value);
  const stages = JSON.stringify(stagesNamed(pipeline, ofSomebody as never, NAMED), text);
  const definition = createHash('sha256').update(stages).update(rowFormOf(pipeline)).digest('base64url');
  // The days that are asked about pass: what nobody asks any more must not stay.
  if (ofPipeline.size >= DEFINITIONS_AT_MOST) ofPipeline.clear();
  ofPipeline.set(asked, definition);
  return definition;
}

function rowFormOf(pipeline: AnyPipeline): string {
  const known = rowForms.get(pipeline);
  if (known !== undefined) return known;
  const form = JSON.stringify(z.toJSONSchema(pipeline.row, { unrepresentable: 'any' }));
  rowForms.set(pipeline, form);
  return form;
}
