import type { z } from 'zod';
import { type Concept, type ConceptId, concepts } from '../../collections/index.js';
import { AdaptiveLearningError, invalidInput } from '../../errors.js';
import { conceptKey } from '../../learner/index.js';
import { defined } from '../../runtime/index.js';
import type { curriculumInput } from './curriculum-input.js';
import type { KnownConcepts } from './known-concepts.js';

type Entry = z.output<typeof curriculumInput.item>;

const DEFAULT_DIFFICULTY = 0.5;
const DEFAULT_WEIGHT = 1;
const DEFAULT_MASTERY_REQUIRED = 0.6;

/** What an entry is read beside. */
interface Beside {
  /** Concepts that a prerequisite may name. */
  readonly known: KnownConcepts;
  readonly now: Date;
  readonly where: string;
}

/**
 * The concept that an entry of a curriculum makes: what it does not name stays as it is stored, or is as usual for a concept that is new.
 *
 * @throws AdaptiveLearningError `invalid_input` for a prerequisite that does not exist or is named twice
 */
export function conceptOfEntry(entry: Entry, stored: Concept | undefined, { known, now, where }: Beside): Concept {
  const { subject, topic, concept } = entry;
  return {
    ...defined({
      description: chosen(entry.description, stored?.description),
      metadata: chosen(entry.metadata, stored?.metadata),
      retired_at: stored?.retired_at,
    }),
    subject,
    topic,
    concept,
    difficulty_level: chosen(entry.difficulty_level, stored?.difficulty_level) ?? DEFAULT_DIFFICULTY,
    prerequisites:
      entry.prerequisites === undefined ? (stored?.prerequisites ?? []) : prerequisitesOf(entry, entry.prerequisites ?? [], known, where),
    created_at: now,
    updated_at: now,
    schema_version: concepts.schemaVersion,
  };
}

/** What an entry says, nothing for null, and what is stored where it says nothing. */
function chosen<Value>(said: Value | null | undefined, stored: Value | undefined): Value | undefined {
  return said === undefined ? stored : (said ?? undefined);
}

function prerequisitesOf(
  entry: Entry,
  needed: readonly NonNullable<Entry['prerequisites']>[number][],
  known: KnownConcepts,
  where: string,
): Concept['prerequisites'] {
  const prerequisites = needed.map(
    ({ importance_weight = DEFAULT_WEIGHT, mastery_required = DEFAULT_MASTERY_REQUIRED, ...named }, index) => {
      const id = { subject: named.subject ?? entry.subject, topic: named.topic ?? entry.topic, concept: named.concept };
      return { ...resolve(id, named.topic === undefined, known, `${where}.prerequisites.${index}`), importance_weight, mastery_required };
    },
  );
  refuseRepetition(prerequisites, `${where}.prerequisites`, 'a concept that is not named twice');
  return prerequisites;
}

/** The concept that a prerequisite means: of its own topic, or else the only one of that name in the subject. */
function resolve(id: ConceptId, anyTopic: boolean, known: KnownConcepts, where: string): ConceptId {
  const named = known.named(id);
  if (named !== undefined) return named;
  const [only, another] = anyTopic ? known.inAnyTopic(id) : [];
  if (only !== undefined && another === undefined) return only;
  const received = only === undefined ? 'a name that is not in it' : 'a name that several topics have: say which topic';
  throw new AdaptiveLearningError('invalid_input', `${where}: expected a concept of the curriculum, got ${received}`, {
    where,
    expected: 'a concept of the curriculum',
    received,
  });
}

/** Of two entries for one concept nobody could say which one holds. */
export function refuseRepetition(ids: readonly ConceptId[], where: string, expected: string): void {
  const seen = new Set<string>();
  for (const [index, id] of ids.entries()) {
    const key = conceptKey(id);
    if (seen.has(key)) throw invalidInput(`${where}.${index}`, expected, id);
    seen.add(key);
  }
}
