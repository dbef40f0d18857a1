import type { z } from 'zod';
import type { Concept, ConceptId } from '../../collections/index.js';
import { conceptKey } from '../../learner/index.js';
import { runCooperatively } from '../../repositories/index.js';
import { graphCheck } from './check-graph.js';
import type { curriculumInput } from './curriculum-input.js';

/** Concepts of one transaction, and about how many bytes: a server may end a transaction that takes longer than ten seconds. */
const CONCEPTS = 5_000;
const BYTES = 4_000_000;

/** An entry of a curriculum, and its place in what was sent, from 0. */
export interface CurriculumRow {
  readonly entry: z.output<typeof curriculumInput.item>;
  readonly index: number;
}

/** True for what goes into one transaction. */
export function isOnePart(entries: readonly object[]): boolean {
  return entries.length <= CONCEPTS && entries.reduce((bytes, entry) => bytes + bytesOf(entry), 0) <= BYTES;
}

/**
 * Divides a curriculum into parts that can be stored one after the other: each concept after those that it builds on, so that no part names a
 * concept that is not there, and no part closes a circle with what the next ones change.
 *
 * @param rows what was sent
 * @param concepts the concepts that come of it, in the same order
 * @param stored the curriculum as it is
 */
export async function curriculumParts(
  rows: readonly CurriculumRow[],
  concepts: readonly Concept[],
  stored: readonly (ConceptId & Pick<Concept, 'prerequisites'>)[],
  call: { readonly where: string; readonly signal?: AbortSignal | undefined },
): Promise<CurriculumRow[][]> {
  const whole = new Map([...stored, ...concepts].map((concept) => [conceptKey(concept), concept] as const));
  const { order } = await runCooperatively(graphCheck(whole.values()), call);
  const placeOf = new Map(concepts.map((concept, place) => [conceptKey(concept), place] as const));
  const parts: CurriculumRow[][] = [];
  let part: CurriculumRow[] = [];
  let bytes = 0;
  for (const key of order) {
    const place = placeOf.get(key);
    if (place === undefined) continue;
    const own = bytesOf(concepts[place] as Concept);
    if (part.length === CONCEPTS || (part.length > 0 && bytes + own > BYTES)) {
      parts.push(part);
      [part, bytes] = [[], 0];
    }
    part.push(rows[place] as CurriculumRow);
    bytes += own;
  }
  return [...parts, part];
}

/** About what a concept takes as BSON. */
function bytesOf(concept: object): number {
  return JSON.stringify(concept).length;
}
