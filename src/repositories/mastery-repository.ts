import {
  type ConceptId,
  type ContentMasteryDocument,
  contentMastery,
  listedMastery,
  rankedMastery,
  shownMastery,
} from '../collections/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { FoldInputReader } from './for-fold.js';
import { behindPlace, type MasteryOrder, type MasteryPlace, ORDERED } from './mastery-order.js';
import { Repository } from './repository.js';
import type { UnreadableOptions } from './unreadable.js';

/** By how much the beginning of a day moves at most when a learner moves, or lets their days turn at another hour: zones lie 26 hours apart, hours 23. */
const FARTHEST_MOVE_MS = 3 * 86_400_000;

/** How many of its last answers a listed concept shows. */
const ANSWERS_SHOWN = 10;

/** A filter on a learner's concepts; all concepts by default. */
interface MasteryFilter {
  readonly subject?: string | undefined;
  readonly topic?: string | undefined;
  /** Names of concepts, in any topic. */
  readonly concepts?: readonly string[] | undefined;
}

/** The sort order, start and size of a page. */
interface MasteryPage {
  readonly sort?: MasteryOrder | undefined;
  /** The end of the previous page, in the same order. */
  readonly after?: MasteryPlace | undefined;
  readonly limit?: number | undefined;
}

/** The repository of mastery. */
export class MasteryRepository extends Repository<ContentMasteryDocument> {
  readonly #foldInput = new FoldInputReader(contentMastery, 'identity');

  constructor(collections: CollectionSet) {
    super(collections, contentMastery);
  }

  /** A learner's mastery by concept, with the last answers; sorted by name by default. */
  lookup(
    userId: string,
    { subject, topic, concepts, sort = 'name', after, ...options }: MasteryFilter & MasteryPage & CallOptions & UnreadableOptions = {},
  ) {
    return this.findPart(
      {
        ...(after === undefined ? {} : behindPlace(after)),
        user_id: userId,
        ...(subject === undefined ? {} : { subject }),
        ...(topic === undefined ? {} : { topic }),
        ...(concepts === undefined ? {} : { concept: { $in: concepts } }),
      },
      listedMastery,
      { ...options, ...ORDERED[sort], last: { learning_history: ANSWERS_SHOWN } },
    );
  }

  /** The mastery levels of all concepts, for the prerequisite graph. */
  levels(userId: string, { subject, ...options }: { readonly subject?: string | undefined } & CallOptions = {}) {
    return this.find(
      { user_id: userId, ...(subject === undefined ? {} : { subject }) },
      { ...options, fields: ['subject', 'topic', 'concept', 'mastery_tracking'] },
    );
  }

  /**
   * The due reviews, longest overdue first, without suspended concepts.
   *
   * @param day - reviews on this learner's day or earlier are due
   * @param before - reviews that are due at an instant are due before this one
   */
  due(
    userId: string,
    {
      day,
      before,
      subject,
      limit,
      ...options
    }: { readonly day: number; readonly before: Date; readonly subject?: string | undefined; readonly limit: number } & CallOptions,
  ) {
    return this.findPart(
      {
        user_id: userId,
        suspended_at: { $exists: false },
        // Days decide; the instants keep the read to the part of the index that can hold them.
        'spaced_repetition_data.next_review_date': { $lt: new Date(before.getTime() + FARTHEST_MOVE_MS) },
        $or: [
          { 'spaced_repetition_data.next_review_day': { $lte: day } },
          { 'spaced_repetition_data.next_review_day': { $exists: false }, 'spaced_repetition_data.next_review_date': { $lt: before } },
        ],
        ...(subject === undefined ? {} : { subject }),
      },
      shownMastery,
      { ...options, sort: { 'spaced_repetition_data.next_review_date': 1 }, limit, index: 'user_next_review' },
    );
  }

  /** The reviews with the earliest due dates, whether or not they are due, without suspended concepts. */
  soonest(userId: string, { subject, limit, ...options }: { readonly subject?: string | undefined; readonly limit: number } & CallOptions) {
    return this.findPart(
      { user_id: userId, suspended_at: { $exists: false }, ...(subject === undefined ? {} : { subject }) },
      rankedMastery,
      { ...options, sort: { 'spaced_repetition_data.next_review_date': 1 }, limit, index: 'user_next_review' },
    );
  }

  /** A learner's weakest concepts below a level, weakest first, without suspended concepts. */
  weakest(
    userId: string,
    {
      below,
      subject,
      limit,
      ...options
    }: { readonly below: number; readonly subject?: string | undefined; readonly limit: number } & CallOptions,
  ) {
    return this.findPart(
      {
        user_id: userId,
        'mastery_tracking.current_mastery_level': { $lte: below },
        suspended_at: { $exists: false },
        ...(subject === undefined ? {} : { subject }),
      },
      rankedMastery,
      { ...options, sort: { 'mastery_tracking.current_mastery_level': 1 }, limit },
    );
  }

  /**
   * The mastery of the given learners' concepts as the fold needs it, without concepts that were never practised. It may also return other concepts,
   * with a combination of the given subjects, topics and names, because a filter per learner is eight times faster than a filter per concept.
   */
  async manyForFold(owned: ReadonlyMap<string, readonly ConceptId[]>, options: CallOptions = {}) {
    if (owned.size === 0) return [];
    const each = [...owned].map(([user_id, concepts]) => {
      const all = (part: keyof ConceptId) => ({ $in: [...new Set(concepts.map((concept) => concept[part]))] });
      return { user_id, subject: all('subject'), topic: all('topic'), concept: all('concept') };
    });
    return this.#foldInput.readAll(this, { $or: each }, options);
  }

  /** Learners with a document of a concept. */
  async learnersOf({ subject, topic, concept }: ConceptId, options: { readonly limit: number } & CallOptions): Promise<string[]> {
    const asked = { ...options, fields: ['user_id'], index: 'concept', reach: 'all' } as const;
    return (await this.find({ subject, topic, concept }, asked).toArray()).map(({ user_id }) => user_id);
  }

  /** Whether a learner has a document of any of the given concepts. */
  async hasAny(userId: string, ids: readonly ConceptId[], options: CallOptions = {}): Promise<boolean> {
    const each = ids.map(({ subject, topic, concept }) => ({ subject, topic, concept }));
    return (await this.findOne({ user_id: userId, $or: each }, { ...options, fields: ['user_id'], index: 'identity' })) !== null;
  }

  /** A concept's mastery as the fold needs it. */
  forFold(userId: string, { subject, topic, concept }: ConceptId, options: CallOptions = {}) {
    return this.#foldInput.read(this, { user_id: userId, subject, topic, concept }, options);
  }
}
