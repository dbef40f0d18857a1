import { type ConceptId, contentMastery, listedMastery, rankedMastery, shownMastery } from '../collections/index.js';
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

/** Which of a learner's concepts; all of them where nothing is said. */
interface MasteryFilter {
  readonly subject?: string | undefined;
  readonly topic?: string | undefined;
  /** Names of concepts: those of every topic that has one of such a name. */
  readonly concepts?: readonly string[] | undefined;
}

/** In which order, from where on and how many. */
interface MasteryPage {
  readonly sort?: MasteryOrder | undefined;
  /** The last row of the page before, in the same order. */
  readonly after?: MasteryPlace | undefined;
  readonly limit?: number | undefined;
}

/** What learners know. */
export class MasteryRepository extends Repository<typeof contentMastery.schema> {
  readonly #foldInput = new FoldInputReader(contentMastery, 'identity');

  constructor(collections: CollectionSet) {
    super(collections, contentMastery);
  }

  /** Mastery of a learner's concepts, with their last answers, in an order that an index has: by name if not said. */
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

  /** The levels of all concepts, and nothing else: what the prerequisite graph is asked with. */
  levels(userId: string, { subject, ...options }: { readonly subject?: string | undefined } & CallOptions = {}) {
    return this.find(
      { user_id: userId, ...(subject === undefined ? {} : { subject }) },
      { ...options, fields: ['subject', 'topic', 'concept', 'mastery_tracking'] },
    );
  }

  /**
   * What is due for review, longest overdue first; nothing that is suspended.
   *
   * @param day - reviews of this day of the learner's and of earlier ones are due
   * @param before - of those that come due at an instant, the ones before this one are
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

  /** What comes due for review first, whether or not it is due; nothing that is suspended. */
  soonest(userId: string, { subject, limit, ...options }: { readonly subject?: string | undefined; readonly limit: number } & CallOptions) {
    return this.findPart(
      { user_id: userId, suspended_at: { $exists: false }, ...(subject === undefined ? {} : { subject }) },
      rankedMastery,
      { ...options, sort: { 'spaced_repetition_data.next_review_date': 1 }, limit, index: 'user_next_review' },
    );
  }

  /** The concepts that a learner knows least, weakest first, below a level; none that is suspended. */
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
   * The mastery of some learners' concepts as the fold takes it; what was never practised is left out. It may give concepts that were not
   * asked for, made up of a subject, a topic and a name that each were: the server plans a branch for each learner, and a branch for each
   * concept took it eight times as long.
   */
  async manyForFold(owned: ReadonlyMap<string, readonly ConceptId[]>, options: CallOptions = {}) {
    if (owned.size === 0) return [];
    const each = [...owned].map(([user_id, concepts]) => {
      const all = (part: keyof ConceptId) => ({ $in: [...new Set(concepts.map((concept) => concept[part]))] });
      return { user_id, subject: all('subject'), topic: all('topic'), concept: all('concept') };
    });
    return this.#foldInput.readAll(this, { $or: each }, options);
  }

  /** Some learners who have a document of a concept. */
  async learnersOf({ subject, topic, concept }: ConceptId, options: { readonly limit: number } & CallOptions): Promise<string[]> {
    const asked = { ...options, fields: ['user_id'], index: 'concept', reach: 'all' } as const;
    return (await this.find({ subject, topic, concept }, asked).toArray()).map(({ user_id }) => user_id);
  }

  /** Whether a learner has a document of any of some concepts. */
  async hasAny(userId: string, ids: readonly ConceptId[], options: CallOptions = {}): Promise<boolean> {
    const each = ids.map(({ subject, topic, concept }) => ({ subject, topic, concept }));
    return (await this.findOne({ user_id: userId, $or: each }, { ...options, fields: ['user_id'], index: 'identity' })) !== null;
  }

  /** A concept's mastery as the fold takes it. */
  forFold(userId: string, { subject, topic, concept }: ConceptId, options: CallOptions = {}) {
    return this.#foldInput.read(this, { user_id: userId, subject, topic, concept }, options);
  }
}
