import type { Concept, ConceptId } from '../../collections/index.js';
import { conceptKey, conceptNames } from '../../learner/index.js';
import { type CallOptions, mapCooperatively, runCooperatively } from '../../repositories/index.js';
import { type CallControl, readWithRetry, transact, write } from '../../runtime/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { graphCheck } from '../curriculum/check-graph.js';
import { conceptOfEntry, refuseRepetition } from '../curriculum/concept-of-entry.js';
import { curriculumInput } from '../curriculum/curriculum-input.js';
import { type CurriculumRow, curriculumParts, isOnePart } from '../curriculum/curriculum-parts.js';
import { KnownConcepts } from '../curriculum/known-concepts.js';
import { formerName } from '../curriculum/name-refusals.js';
import { engineVerb } from '../define-verb.js';
import type { CurriculumEntry } from '../inputs/verb-inputs.js';
import { parseList } from '../parse-list.js';

const WHERE = 'upsertCurriculum';

/** Concepts of a curriculum, at most 20,000. */
export type CurriculumInput = CurriculumEntry[];

/** The numbers of inserted and updated concepts. */
export interface Upserted {
  readonly inserted: number;
  readonly updated: number;
}

export const upsertCurriculum = engineVerb({
  name: 'upsertCurriculum',
  action: 'manage_curriculum',
  kind: 'job',
  input: { takes: 'list', ...curriculumInput },
  cannotJoin: 'a large list is stored in several transactions',
  summary: 'Adds concepts to the curriculum or updates existing ones.',
  details:
    'Fields that are not given keep their values; null or an empty list removes a value. Up to 5,000 concepts and 4 MB are stored in one transaction. Larger lists of up to 20,000 concepts are validated completely and then stored in parts, prerequisites first; after an interruption, repeat the call to store the rest.',
  result: 'The numbers of inserted and updated concepts.',
  errors: {
    prerequisite_cycle: 'prerequisites that form a cycle; the message names it',
    invalid_input: 'a prerequisite that does not exist',
    not_found: 'a former name of a renamed concept',
  },
  example: `await engine.upsertCurriculum([{ subject: 'Algebra', topic: 'Lines', concept: 'Slope', difficulty_level: 0.4 }]);`,
  run,
});

async function run(context: EngineContext, _: Actor, value: CurriculumInput, control: CallControl): Promise<Upserted> {
  const input = await parseList(curriculumInput, value, { where: WHERE, signal: control.signal });
  refuseRepetition(input, WHERE, 'a concept that no earlier entry has');
  const rows = input.map((entry, index) => ({ entry, index }));
  const parts = isOnePart(input) ? [rows] : await readWithRetry(context, WHERE, control, () => partsOf(context, rows, control));
  let [inserted, updated] = [0, 0];
  for (const part of parts) {
    const stored = await write(context, { where: WHERE, control, outdates: ['platform'] }, (fixed) => store(fixed, part));
    inserted += stored.inserted;
    updated += stored.updated;
  }
  return { inserted, updated };
}

/** Checks a curriculum beside the one that is stored, and divides it. */
async function partsOf(context: EngineContext, rows: readonly CurriculumRow[], { signal }: CallControl): Promise<CurriculumRow[][]> {
  const { concepts: curriculum } = context.repositories;
  const stored = await curriculum.curriculum({ signal, unreadable: 'refuse' }).toArray();
  const present = await namesFor(context, rows, { signal });
  const call = { where: WHERE, signal };
  return curriculumParts(rows, await conceptsOf(rows, stored, { stored, present, now: context.clock() }, signal), stored, call);
}

async function store(context: EngineContext, rows: readonly CurriculumRow[]): Promise<Upserted> {
  return transact(context, async ({ options }) => {
    const { concepts: curriculum } = context.repositories;
    const stored = await curriculum.graph({ ...options, retired: true, unreadable: 'refuse' }).toArray();
    const present = await namesFor(context, rows, options);
    const own = new Set(rows.map(({ entry }) => conceptKey(entry)));
    const known = stored.filter((id) => own.has(conceptKey(id)));
    const before = await curriculum.whole(known, options);
    const concepts = await conceptsOf(rows, before, { stored, present, now: context.clock() }, options.signal);
    const whole = new Map([...stored, ...concepts].map((concept) => [conceptKey(concept), concept] as const));
    await runCooperatively(graphCheck(whole.values()), { where: WHERE, signal: options.signal });
    // Two writers who each add half of a circle see no circle: what one builds on, the other must not write meanwhile.
    const needed = new Map(concepts.flatMap(({ prerequisites }) => prerequisites.map((id) => [conceptKey(id), id] as const)));
    for (const concept of concepts) needed.delete(conceptKey(concept));
    await curriculum.touch([...needed.values()], options);
    return curriculum.upsert(concepts, options);
  });
}

/**
 * The names that concepts have now, by those that they had before.
 *
 * @throws AdaptiveLearningError `not_found` for a row under a name that its concept had before
 */
async function namesFor({ repositories }: EngineContext, rows: readonly CurriculumRow[], options: CallOptions) {
  const { present } = conceptNames(await repositories.concepts.moved(options).toArray(), []);
  for (const { entry, index } of rows) {
    const now = present.get(conceptKey(entry));
    if (now !== undefined) throw formerName(`${WHERE}.${index}`, now);
  }
  return present;
}

/** What rows are read beside. */
interface Beside {
  /** The names of the whole curriculum. */
  readonly stored: readonly ConceptId[];
  /** The names that concepts have now, by those that they had before. */
  readonly present: ReadonlyMap<string, ConceptId>;
  readonly now: Date;
}

/**
 * The concepts that rows come to.
 *
 * @param before those that are stored under the names of the rows
 */
async function conceptsOf(
  rows: readonly CurriculumRow[],
  before: readonly Concept[],
  { stored, present, now }: Beside,
  signal: AbortSignal | undefined,
): Promise<Concept[]> {
  const known = new KnownConcepts([...stored, ...rows.map(({ entry }) => entry)], present);
  const own = new Map(before.map((concept) => [conceptKey(concept), concept] as const));
  return mapCooperatively(rows, { where: WHERE, signal }, ({ entry, index }) =>
    conceptOfEntry(entry, own.get(conceptKey(entry)), { known, now, where: `${WHERE}.${index}` }),
  );
}
