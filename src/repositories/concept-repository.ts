import { type Concept, type ConceptId, type ContentMastery, concepts, LIMITS, parseInput, withoutId } from '../collections/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import type { UnreadableOptions } from './decoded-cursor.js';
import { Repository } from './repository.js';

/** The curriculum. */
export class ConceptRepository extends Repository<typeof concepts.schema> {
  readonly #content = withoutId(concepts.schema);

  constructor(collections: CollectionSet) {
    super(collections, concepts);
  }

  /** All concepts, or those of one subject, in the order of subject, topic and concept. */
  curriculum({ subject, ...options }: { readonly subject?: string | undefined } & CallOptions & UnreadableOptions = {}) {
    return this.find(subject === undefined ? {} : { subject }, { ...options, sort: { subject: 1, topic: 1, concept: 1 } });
  }

  /** What a graph of prerequisites is built from. */
  graph({ subject, ...options }: { readonly subject?: string | undefined } & CallOptions & UnreadableOptions = {}) {
    return this.find(subject === undefined ? {} : { subject }, {
      ...options,
      fields: ['subject', 'topic', 'concept', 'difficulty_level', 'prerequisites'],
      sort: { subject: 1, topic: 1, concept: 1 },
    });
  }

  /** Stores concepts, each in the place of the one with its subject, topic and name; when it was created stays. */
  async upsert(curriculum: readonly Concept[], options: CallOptions = {}): Promise<{ inserted: number; updated: number }> {
    const operations = curriculum.map((entry) => {
      const { created_at, ...rest } = parseInput(this.#content, entry, 'concepts.upsert') as Concept;
      const { subject, topic, concept } = rest;
      const update = { $set: rest, $setOnInsert: { created_at }, ...dropped(rest) };
      return { updateOne: { filter: { subject, topic, concept }, update, upsert: true } };
    });
    if (operations.length === 0) return { inserted: 0, updated: 0 };
    const result = await this.command('concepts.upsert', options, (driver) =>
      this.collection.bulkWrite(operations, { ...driver, ordered: false }),
    );
    return { inserted: result.upsertedCount, updated: result.matchedCount };
  }

  /** Marks concepts as changed, so that a transaction that writes one of them meanwhile begins again. */
  async touch(ids: readonly ConceptId[], options: CallOptions = {}): Promise<void> {
    if (ids.length === 0) return;
    const operations = ids.map(({ subject, topic, concept }) => ({
      updateOne: { filter: { subject, topic, concept }, update: { $currentDate: { updated_at: true as const } } },
    }));
    await this.command('concepts.touch', options, (driver) => this.collection.bulkWrite(operations, { ...driver, ordered: false }));
  }

  /** Those of some concepts that are in the curriculum. */
  async existing(ids: readonly ConceptId[], options: CallOptions = {}): Promise<ConceptId[]> {
    if (ids.length === 0) return [];
    return this.find(anyOf(ids), { ...options, fields: ['subject', 'topic', 'concept'] }).toArray();
  }

  /** Those of some concepts that are in the curriculum, and maybe others of the same names in other topics, whole. */
  async whole(ids: readonly ConceptId[], options: CallOptions = {}): Promise<Concept[]> {
    if (ids.length === 0) return [];
    return this.find(anyOf(ids), { ...options, unreadable: 'refuse' }).toArray();
  }

  /** What a concept builds on and what builds on it, as a learner's mastery keeps it from first exposure on. */
  async relationships(id: ConceptId, options: CallOptions = {}): Promise<ContentMastery['prerequisite_relationships'] | undefined> {
    const { subject, topic, concept } = id;
    const [own, dependents] = await Promise.all([
      this.findOne({ subject, topic, concept }, { ...options, fields: ['prerequisites'] }),
      this.find(
        { prerequisites: { $elemMatch: { subject, topic, concept } } },
        { ...options, fields: ['concept', 'prerequisites'], limit: LIMITS.prerequisites, sort: { subject: 1, topic: 1, concept: 1 } },
      ).toArray(),
    ]);
    if (own === null) return undefined;
    return {
      prerequisite_concepts: own.prerequisites.map(({ concept: name, importance_weight, mastery_required }) => ({
        concept: name,
        importance_weight,
        mastery_required,
      })),
      dependent_concepts: dependents.map((dependent) => ({
        concept: dependent.concept,
        dependency_strength: dependent.prerequisites.find((entry) => isSame(entry, id))?.importance_weight ?? 0,
      })),
    };
  }
}

/** A branch for each concept would take the server much longer than these three lists. */
function anyOf(ids: readonly ConceptId[]) {
  const all = (part: keyof ConceptId) => ({ $in: [...new Set(ids.map((id) => id[part]))] });
  return { subject: all('subject'), topic: all('topic'), concept: all('concept') };
}

/** What an earlier form of the concept may have had, and this one has not. */
function dropped(entry: Omit<Concept, 'created_at'>): { $unset?: { [field: string]: true } } {
  const missing = (['description', 'metadata'] as const).filter((field) => entry[field] === undefined);
  return missing.length === 0 ? {} : { $unset: Object.fromEntries(missing.map((field) => [field, true as const])) };
}

function isSame(a: ConceptId, b: ConceptId): boolean {
  return a.concept === b.concept && a.topic === b.topic && a.subject === b.subject;
}
