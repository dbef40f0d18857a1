import { type Concept, type ConceptId, concepts } from '../../collections/index.js';
import { conceptKey, conceptNames } from '../../learner/index.js';
import { type CallOptions, type Repositories, runCooperatively } from '../../repositories/index.js';
import { graphCheck } from './check-graph.js';
import { formerName, takenName, unknownConcept } from './name-refusals.js';

/** A change of a concept's name: to one of its own, or to that of another concept, whose part it becomes. */
export interface NameChange {
  readonly from: ConceptId;
  readonly to: ConceptId;
  readonly kind: 'rename' | 'merge';
}

const DEFAULT_DIFFICULTY = 0.5;

/**
 * Stores that a concept has another name now, with all that the curriculum says of it, in the transaction of the options. A change that is stored
 * already stays, and its learners may then still have to be moved.
 *
 * @throws AdaptiveLearningError `not_found`, `already_exists`, `prerequisite_cycle`
 */
export async function storeNameChange(
  { concepts: curriculum, content_mastery }: Repositories,
  { from, to, kind }: NameChange,
  now: Date,
  where: string,
  options: CallOptions,
): Promise<void> {
  const target = `${where}.${kind === 'rename' ? 'to' : 'into'}`;
  const read = async ({ subject, topic, concept }: ConceptId) => curriculum.findOne({ subject, topic, concept }, options);
  const isMet = async (id: ConceptId) => (await content_mastery.learnersOf(id, { ...options, limit: 1 })).length > 0;
  const before = await read(from);
  const other = await read(to);
  const { present } = conceptNames(await curriculum.moved(options).toArray(), []);
  if (before?.moved_to !== undefined) {
    if (conceptKey(before.moved_to) !== conceptKey(to)) throw formerName(`${where}.from`, present.get(conceptKey(from)) ?? before.moved_to);
    await curriculum.upsert([former(from, to, before, now)], options);
    return;
  }
  if (before === null && !(await isMet(from))) throw unknownConcept(`${where}.from`);
  const isBack = other?.moved_to !== undefined;
  const leadsTo = present.get(conceptKey(to));
  if (kind === 'merge') {
    if (isBack) throw formerName(target, leadsTo ?? to);
    if (other === null && !(await isMet(to))) throw unknownConcept(target);
  } else if (isBack ? leadsTo === undefined || conceptKey(leadsTo) !== conceptKey(from) : other !== null || (await isMet(to))) {
    throw takenName(target);
  }
  const changed = await renamedIn(curriculum, { from, to, kind }, { before, other: isBack ? null : other }, now, options);
  if (before === null && isBack) await curriculum.remove([to], options);
  await curriculum.upsert([...changed, former(from, to, before, now)], options);
}

/** What stands under a name that its concept had before. */
function former(from: ConceptId, to: ConceptId, before: Pick<Concept, 'created_at'> | null, now: Date): Concept {
  return {
    ...nameOf(from),
    difficulty_level: DEFAULT_DIFFICULTY,
    prerequisites: [],
    moved_to: nameOf(to),
    moving: true,
    created_at: before?.created_at ?? now,
    updated_at: now,
    schema_version: concepts.schemaVersion,
  };
}

/** The concepts of the curriculum that the change changes: the one of the new name, and those that build on the one of the old. */
async function renamedIn(
  curriculum: Repositories['concepts'],
  { from, to, kind }: NameChange,
  { before, other }: { readonly before: Concept | null; readonly other: Concept | null },
  now: Date,
  options: CallOptions,
): Promise<readonly Concept[]> {
  const dependents = await curriculum.dependents(from, options).toArray();
  const own = other ?? (before === null ? null : { ...before, ...nameOf(to) });
  const all = [...(own === null ? [] : [own]), ...dependents.filter((entry) => conceptKey(entry) !== conceptKey(to))];
  const changed = all.map((entry) => ({ ...withoutIdOf(entry), prerequisites: renamedNeeds(entry, from, to), updated_at: now }));
  if (kind === 'merge') {
    const stored = await curriculum.curriculum({ ...options, unreadable: 'refuse' }).toArray();
    const after = new Map([...stored, ...changed].map((entry) => [conceptKey(entry), entry]));
    after.delete(conceptKey(from));
    await runCooperatively(graphCheck(after.values()), { where: 'mergeConcepts', signal: options.signal });
  }
  return changed;
}

/** What a concept builds on, under the new name: once, and not on itself. */
function renamedNeeds(entry: Concept, from: ConceptId, to: ConceptId): Concept['prerequisites'] {
  const needs = new Map<string, Concept['prerequisites'][number]>();
  const isOld = (needed: ConceptId) => conceptKey(needed) === conceptKey(from);
  for (const needed of entry.prerequisites) if (!isOld(needed)) needs.set(conceptKey(needed), needed);
  const moved = entry.prerequisites.find(isOld);
  if (moved !== undefined && !needs.has(conceptKey(to))) needs.set(conceptKey(to), { ...moved, ...nameOf(to) });
  needs.delete(conceptKey(entry));
  return [...needs.values()];
}

function nameOf({ subject, topic, concept }: ConceptId): ConceptId {
  return { subject, topic, concept };
}

function withoutIdOf(entry: Concept): Concept {
  const { _id, ...concept } = entry as Concept & { readonly _id?: unknown };
  return concept;
}
