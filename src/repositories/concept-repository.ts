import { type Concept, type ConceptDocument, type ConceptId, concepts, type EventOf } from '../collections/index.js';
import { LIMITS, parseInput, withoutId } from '../schema/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { mapCooperatively } from './cooperative-work.js';
import { Repository } from './repository.js';
import type { TypedFilter } from './typed-filter.js';
import type { UnreadableOptions } from './unreadable.js';

type Filter = TypedFilter<(typeof concepts.schema)['_output']>;

/** What is no former name of a concept. */
const PRESENT = { 'moved_to.concept': { $exists: false } } as const;
const IN_ORDER = { subject: 1, topic: 1, concept: 1 } as const;
/** Concepts in one command: the driver writes a command as BSON in one go, a few milliseconds of so many. */
const CHUNK = 500;

/** The relationships of a concept in the curriculum, or `moved` if the concept was renamed. */
export type Relationships = EventOf<'answer'>['curriculum'] | 'moved' | undefined;

/** The curriculum. */
export class ConceptRepository extends Repository<ConceptDocument> {
  readonly #content = withoutId(concepts.schema);

  constructor(collections: CollectionSet) {
    super(collections, concepts);
  }

  /** All concepts, or those of one subject, sorted by subject, topic and concept. */
  curriculum({ subject, ...options }: { readonly subject?: string | undefined } & CallOptions & UnreadableOptions = {}) {
    return this.find(presentOf(subject), { ...options, sort: IN_ORDER });
  }

  /** The concepts for a prerequisite graph: those that are not retired, or with `retired` all. */
  graph({ subject, retired = false, ...options }: GraphOptions = {}) {
    return this.find(
      { ...presentOf(subject), ...(retired ? {} : { retired_at: { $exists: false } }) },
      { ...options, fields: ['subject', 'topic', 'concept', 'difficulty_level', 'prerequisites'], sort: IN_ORDER },
    );
  }

  /** A page of concepts, sorted by subject, topic and concept; optionally of a subject or topic. */
  page({ subject, topic, after, retired, limit, ...options }: ConceptPage & CallOptions & UnreadableOptions) {
    const filter: Filter = {
      ...presentOf(subject),
      ...(topic === undefined ? {} : { topic }),
      ...(retired ? {} : { retired_at: { $exists: false } }),
      ...(after === undefined ? {} : behind(after)),
    };
    return this.find(filter, { ...options, sort: IN_ORDER, limit, index: 'identity' });
  }

  /** The names of all concepts. */
  names(options: CallOptions = {}) {
    return this.find(PRESENT, { ...options, fields: ['subject', 'topic', 'concept'], index: 'identity' });
  }

  /** The former names of concepts. */
  moved(options: CallOptions = {}) {
    return this.find(
      { 'moved_to.concept': { $gt: '' } },
      { ...options, fields: ['subject', 'topic', 'concept', 'moved_to', 'moving'], unreadable: 'refuse' },
    );
  }

  /** The retired concepts. */
  retired(options: CallOptions = {}) {
    return this.find(
      { retired_at: { $gt: new Date(0) }, ...PRESENT },
      { ...options, fields: ['subject', 'topic', 'concept'], unreadable: 'refuse' },
    );
  }

  /** Inserts or replaces concepts by subject, topic and name; `created_at` does not change. */
  async upsert(curriculum: readonly Concept[], options: CallOptions = {}): Promise<{ inserted: number; updated: number }> {
    const where = 'concepts.upsert';
    const operations = await mapCooperatively(curriculum, { where, signal: options.signal }, (entry) => {
      const { created_at, ...rest } = parseInput(this.#content, entry, where) as Concept;
      const { subject, topic, concept } = rest;
      const update = { $set: rest, $setOnInsert: { created_at }, ...dropped(rest) };
      return { updateOne: { filter: { subject, topic, concept }, update, upsert: true } };
    });
    let [inserted, updated] = [0, 0];
    for (let start = 0; start < operations.length; start += CHUNK) {
      const chunk = operations.slice(start, start + CHUNK);
      const result = await this.command(where, options, (driver) => this.collection.bulkWrite(chunk, { ...driver, ordered: false }));
      inserted += result.upsertedCount;
      updated += result.matchedCount;
    }
    return { inserted, updated };
  }

  /** Removes concepts. */
  async remove(ids: readonly ConceptId[], options: CallOptions = {}): Promise<void> {
    if (ids.length === 0) return;
    await this.command('concepts.remove', options, (driver) => this.collection.deleteMany({ $or: ids.map(identityOf) }, driver));
  }

  /** Marks concepts as changed, so that a concurrent transaction that writes one of them is retried. */
  async touch(ids: readonly ConceptId[], options: CallOptions = {}): Promise<void> {
    const operations = ids.map((id) => ({
      updateOne: { filter: identityOf(id), update: { $currentDate: { updated_at: true as const } } },
    }));
    for (let start = 0; start < operations.length; start += CHUNK) {
      const chunk = operations.slice(start, start + CHUNK);
      await this.command('concepts.touch', options, (driver) => this.collection.bulkWrite(chunk, { ...driver, ordered: false }));
    }
  }

  /** The given concepts that are in the curriculum, or were under this name. */
  async existing(ids: readonly ConceptId[], options: CallOptions = {}) {
    if (ids.length === 0) return [];
    return this.find(anyOf(ids), { ...options, fields: ['subject', 'topic', 'concept', 'moved_to'] }).toArray();
  }

  /** The given concepts that are in the curriculum, and possibly others with the same names in other topics. */
  async whole(ids: readonly ConceptId[], options: CallOptions = {}): Promise<Concept[]> {
    if (ids.length === 0) return [];
    return this.find(anyOf(ids), { ...options, unreadable: 'refuse' }).toArray();
  }

  /** The concepts that build on one. */
  dependents({ subject, topic, concept }: ConceptId, options: CallOptions & { readonly limit?: number } = {}) {
    return this.find({ prerequisites: { $elemMatch: { subject, topic, concept } } }, { ...options, sort: IN_ORDER, unreadable: 'refuse' });
  }

  /** The prerequisites and dependents of a concept, as stored in a learner's mastery at first exposure. */
  async relationships(id: ConceptId, options: CallOptions = {}): Promise<Relationships> {
    const { subject, topic, concept } = id;
    const [own, dependents] = await Promise.all([
      this.findOne({ subject, topic, concept }, { ...options, fields: ['prerequisites', 'difficulty_level', 'moved_to'] }),
      this.find(
        { prerequisites: { $elemMatch: { subject, topic, concept } } },
        { ...options, fields: ['concept', 'prerequisites'], limit: LIMITS.prerequisites, sort: IN_ORDER },
      ).toArray(),
    ]);
    if (own === null) return undefined;
    if (own.moved_to !== undefined) return 'moved';
    return {
      difficulty_level: own.difficulty_level,
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

/** Options of {@link ConceptRepository.graph}. */
interface GraphOptions extends CallOptions, UnreadableOptions {
  readonly subject?: string | undefined;
  readonly retired?: boolean | undefined;
}

/** Options of {@link ConceptRepository.page}. */
export interface ConceptPage {
  readonly subject?: string | undefined;
  readonly topic?: string | undefined;
  /** The last concept of the previous page. */
  readonly after?: ConceptId | undefined;
  /** Whether to include retired concepts. */
  readonly retired: boolean;
  readonly limit?: number | undefined;
}

function presentOf(subject: string | undefined): Filter {
  return { ...(subject === undefined ? {} : { subject }), ...PRESENT };
}

function behind({ subject, topic, concept }: ConceptId): Filter {
  return {
    $or: [{ subject: { $gt: subject } }, { subject, topic: { $gt: topic } }, { subject, topic, concept: { $gt: concept } }],
  };
}

/** What an earlier form of the concept may have had, and this one has not. */
function dropped(entry: Omit<Concept, 'created_at'>): { $unset?: { [field: string]: true } } {
  const optional = ['description', 'metadata', 'retired_at', 'moved_to', 'moving'] as const;
  const missing = optional.filter((field) => entry[field] === undefined);
  return missing.length === 0 ? {} : { $unset: Object.fromEntries(missing.map((field) => [field, true as const])) };
}

function identityOf({ subject, topic, concept }: ConceptId): ConceptId {
  return { subject, topic, concept };
}

function isSame(a: ConceptId, b: ConceptId): boolean {
  return a.concept === b.concept && a.topic === b.topic && a.subject === b.subject;
}
