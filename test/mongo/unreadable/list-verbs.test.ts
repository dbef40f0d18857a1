import type { LearnerScope } from 'adaptive-learning-engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CollectionName } from '../../../src/collections/index.js';
import { liveFully } from '../../support/full-life.js';
import { planted, withAt } from '../../support/plant.js';
import { refusalOf } from '../../support/refusal.js';
import { DAY, later } from '../../support/stopped-clock.js';
import { openTutor, type Tutor } from '../../support/tutor.js';

let tutor: Tutor;
let learner: LearnerScope;
let session_id: string;
beforeAll(async () => {
  tutor = await openTutor();
  ({ learner, session_id } = await liveFully(tutor));
  tutor.clock.set(later(40 * DAY));
});
afterAll(() => tutor[Symbol.asyncDispose]());

const fractions = { subject: 'Algebra', topic: 'Numbers', concept: 'Fractions' };

type List = { readonly rows: readonly unknown[]; readonly unreadable: readonly unknown[] };

/** Every verb that gives a list, with a limit that the planted document would fill by itself where the verb has one. */
const VERBS: { readonly [verb: string]: readonly [() => Promise<List>, ...(readonly CollectionName[])] } = {
  mastery: [() => learner.mastery(), 'content_mastery'],
  progress: [() => learner.progress(), 'content_mastery'],
  'dueReviews now': [() => learner.dueReviews({ limit: 1 }), 'content_mastery'],
  'dueReviews today': [() => learner.dueReviews({ within: 'today', limit: 1 }), 'content_mastery'],
  recommend: [() => learner.recommend({ limit: 3 }), 'content_mastery', 'concepts', 'learning_sessions'],
  'recommend of one': [() => learner.recommend({ limit: 1 }), 'content_mastery', 'concepts', 'learning_sessions'],
  recentSessions: [() => learner.recentSessions({ days: 60 }), 'learning_sessions'],
  sessionEvents: [() => learner.sessionEvents({ session_id, limit: 2 }), 'learning_events'],
  conceptAnswers: [() => learner.conceptAnswers({ ...fractions, limit: 1 }), 'learning_events'],
  fits: [() => tutor.engine.fits({ model: 'fsrs', limit: 1 }), 'model_fits'],
};

/** Spoilt copies of stored documents: each would come first in every list of its collection. */
const SPOILT: {
  readonly [collection: string]: {
    readonly filter: object;
    readonly own: object;
    readonly faults: readonly (readonly [string, unknown])[];
  };
} = {
  content_mastery: {
    filter: fractions,
    own: { concept: 'Planted' },
    faults: [
      ['mastery_tracking.current_mastery_level', 'high'],
      ['mastery_tracking', null],
      ['mastery_tracking.current_mastery_level', -3],
      ['mastery_tracking.last_practiced_date', '2026-01-01'],
    ],
  },
  concepts: {
    filter: { concept: 'Fractions' },
    own: { concept: 'Planted' },
    faults: [
      ['difficulty_level', 'easy'],
      ['prerequisites', 7],
    ],
  },
  learning_sessions: {
    filter: {},
    own: { session_id: 'planted', started_at: later(2 * DAY) },
    faults: [
      ['session_id', 17],
      ['evidence', undefined],
    ],
  },
  learning_events: {
    filter: { type: 'answer', 'answer.concept': 'Fractions' },
    own: { event_id: 'planted', occurred_at: later(2 * DAY) },
    faults: [
      ['answer.correct', 'yes'],
      ['provenance', 7],
      ['recorded_at', 0],
    ],
  },
  model_fits: {
    filter: {},
    own: { params_version: 'planted', fitted_at: later(9 * DAY) },
    faults: [
      ['report', 7],
      ['answers', -1],
    ],
  },
};

const spoiltOf = async (collection: string) => {
  const { filter, own, faults } = SPOILT[collection] as (typeof SPOILT)[string];
  const { _id, ...document } = (await tutor.db.collection(collection).findOne(filter)) ?? {};
  const copy = Object.entries(own).reduce((soFar, [path, value]) => withAt(soFar, path, value), document as Record<string, unknown>);
  // Of masteries, the weakest and the longest overdue.
  const first = collection === 'content_mastery' ? withAt(copy, 'spaced_repetition_data.next_review_date', later(-9 * DAY)) : copy;
  const worst = collection === 'content_mastery' ? withAt(first, 'mastery_tracking.current_mastery_level', 0) : first;
  return faults.map(([path, value]) => [path, withAt(worst, path, value)] as const);
};

/** A fault that this verb has no reason to meet: it does not read that part of the document. */
const UNREAD: { readonly [verb: string]: readonly string[] } = { recentSessions: ['evidence'] };

describe('an unreadable document is reported beside the list, which is what it would be without the document', () => {
  const cases = Object.entries(VERBS).flatMap(([verb, [call, ...collections]]) =>
    collections.map((collection) => ({ verb, call, collection })),
  );

  test.each(cases)('$verb, with a document of $collection', async ({ verb, call, collection }) => {
    const without = await call();
    expect(without.unreadable).toEqual([]);
    expect(without.rows.length).toBeGreaterThan(0);
    for (const [path, document] of await spoiltOf(collection)) {
      if (UNREAD[verb]?.includes(path) === true) continue;
      await planted(tutor.db, collection as CollectionName, document, async (it) => {
        expect(await call(), path).toEqual({ ...without, unreadable: [it] });
      });
    }
  });
});

test('more unreadable documents than a list has places take none of them', async () => {
  const without = await learner.dueReviews({ limit: 2 });
  const [, document] = (await spoiltOf('content_mastery'))[0] as readonly [string, Record<string, unknown>];
  const concepts = Array.from({ length: 5 }, (_, n) => ({ ...document, concept: `Planted ${n}` }));
  const { insertedIds } = await tutor.db.collection('content_mastery').insertMany(concepts, { bypassDocumentValidation: true });
  const { rows, unreadable } = await learner.dueReviews({ limit: 2 });
  expect(rows).toEqual(without.rows);
  expect(unreadable).toHaveLength(5);
  await tutor.db.collection('content_mastery').deleteMany({ _id: { $in: Object.values(insertedIds) } });
});

test('the very document that is asked for is refused', async () => {
  const other = await tutor.newLearner();
  await tutor.db
    .collection('learning_dna')
    .updateOne({ user_id: other.userId }, { $set: { version: 'two' } }, { bypassDocumentValidation: true });
  expect(await refusalOf(other.profile())).toMatchObject({ code: 'corrupt_document' });
});
