import type { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CacheOwner } from '../../src/cache/index.js';
import { users } from '../../src/collections/index.js';

import { CollectionSet, openRepositories, Repository } from '../../src/repositories/index.js';
import { type RuntimeContext, transact, type UnitOfWork } from '../../src/runtime/index.js';
import { type AnyDeclaration, defineCollection, fields } from '../../src/schema/index.js';
import { refusalOf } from '../support/refusal.js';
import { openTutor, type Tutor } from '../support/tutor.js';

const bookmarks = defineCollection({
  name: 'bookmarks',
  description: 'A place that a learner wants to come back to.',
  schema: z.strictObject({
    _id: z.custom<ObjectId>(),
    user_id: fields.userId,
    bookmark_id: z.string().min(1),
    opened: z.int().min(0),
    label: z.string().max(40).optional(),
  }),
  schemaVersion: 1,
  owner: 'user_id',
  identity: ['user_id', 'bookmark_id'],
  shardKey: { user_id: 1 },
  indexes: [],
  capped: {},
  encrypted: [],
  consent: {},
  retention: [],
  pseudonymised: {},
});

/** Of the same name, and not the one that the engine has. */
const another = { ...bookmarks };

let tutor: Tutor;
let context: RuntimeContext;
let outdated: CacheOwner[];

beforeAll(async () => {
  tutor = await openTutor();
  await tutor.db.collection('bookmarks').createIndex({ user_id: 1, bookmark_id: 1 }, { unique: true });
  const collections = new CollectionSet(tutor.db);
  const repositories = { ...openRepositories(collections), bookmarks: new Repository(collections, bookmarks) };
  const cache = { invalidate: async (owner: CacheOwner) => void outdated.push(owner) };
  context = { client: tutor.client, repositories, cache, deadlineMs: 5_000 } as unknown as RuntimeContext;
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(async () => {
  outdated = [];
  await tutor.db.collection('bookmarks').deleteMany({});
});

const first = { user_id: 'ada', bookmark_id: 'first', opened: 0 };
const stored = () =>
  tutor.db
    .collection('bookmarks')
    .find({}, { projection: { _id: 0 } })
    .sort({ bookmark_id: 1 })
    .toArray();
const run = <Result>(work: (unit: UnitOfWork) => Promise<Result>) => transact(context, work);

describe('changes of a declared collection', () => {
  test('inserts, updates, replaces and deletes, and says whether there was a document', async () => {
    expect(await run((unit) => unit.write(bookmarks, { insert: first }))).toBe(true);
    expect(await stored()).toEqual([first]);
    expect(await run((unit) => unit.write(bookmarks, { update: { user_id: 'ada', bookmark_id: 'first' }, increment: { opened: 2 } }))).toBe(
      true,
    );
    expect(await stored()).toEqual([{ ...first, opened: 2 }]);
    expect(await run((unit) => unit.write(bookmarks, { replace: { ...first, label: 'Slope' } }))).toBe(true);
    expect(await stored()).toEqual([{ ...first, label: 'Slope' }]);
    expect(await run((unit) => unit.write(bookmarks, { delete: { user_id: 'ada', bookmark_id: 'first' } }))).toBe(true);
    expect(await stored()).toEqual([]);
    expect(await run((unit) => unit.write(bookmarks, { update: { user_id: 'ada' }, set: { opened: 1 } }))).toBe(false);
    expect(await run((unit) => unit.write(bookmarks, { replace: first }))).toBe(false);
    expect(await run((unit) => unit.write(bookmarks, { delete: { user_id: 'ada' } }))).toBe(false);
    expect(await run((unit) => unit.write(bookmarks, { replace: first, orInsert: true }))).toBe(true);
    expect(await stored()).toEqual([first]);
  });

  test('a read sees what the unit has written, and nobody else does before the commit', async () => {
    await run(async (unit) => {
      await unit.write(bookmarks, { insert: first });
      expect(await unit.findOne(bookmarks, { user_id: 'ada' })).toMatchObject(first);
      expect(await stored()).toEqual([]);
    });
    expect(await stored()).toEqual([first]);
  });

  test('all of a unit is stored or nothing', async () => {
    const failing = run(async (unit) => {
      await unit.write(bookmarks, { insert: first });
      throw new Error('a fault of the reaction');
    });
    await expect(failing).rejects.toThrow('a fault of the reaction');
    expect(await stored()).toEqual([]);
  });

  test.each([
    ['a document that does not fit', { insert: { ...first, opened: -1 } }, 'invalid_input'],
    ['a document with another field', { insert: { ...first, colour: 'red' } }, 'invalid_input'],
    ['a replacement that does not fit', { replace: { ...first, label: 'x'.repeat(41) } }, 'invalid_input'],
    ['a value that does not fit', { update: { user_id: 'ada' }, set: { opened: 'twice' } }, 'invalid_input'],
    ['a change of the owner', { update: { user_id: 'ada' }, set: { user_id: 'bob' } }, 'invalid_input'],
    ['a filter without its owner', { update: { bookmark_id: 'first' }, set: { opened: 1 } }, 'access_denied'],
    ['a deletion of everybody', { delete: {} }, 'access_denied'],
    ['a filter with JavaScript', { delete: { user_id: 'ada', $where: '1' } }, 'invalid_input'],
    ['two changes at once', { insert: first, delete: { user_id: 'ada' } }, 'invalid_input'],
    ['a misspelt change', { upsert: first }, 'invalid_input'],
    ['something beside a change', { insert: first, set: { opened: 1 } }, 'invalid_input'],
    ['no change', null, 'invalid_input'],
  ])('%s is refused, and nothing of the unit is stored', async (_, change, code) => {
    const refused = run(async (unit) => {
      await unit.write(bookmarks, { insert: { ...first, bookmark_id: 'beside' } });
      await unit.write(bookmarks, change as never);
    });
    expect(await refusalOf(refused)).toMatchObject({ code });
    expect(await stored()).toEqual([]);
  });

  test('a key that is taken is a refusal, and no race that is tried again', async () => {
    await run((unit) => unit.write(bookmarks, { insert: first }));
    const refusal = await refusalOf(run((unit) => unit.write(bookmarks, { insert: first })));
    expect(refusal).toMatchObject({ code: 'already_exists' });
    expect(refusal.message).toContain('bookmarks');
  });
});

describe('a unit of work', () => {
  test('sends its changes one after the other, also when they are not waited for', async () => {
    await run(async (unit) => {
      await Promise.all(['c', 'a', 'b'].map((bookmark_id) => unit.write(bookmarks, { insert: { ...first, bookmark_id } })));
      void unit.write(bookmarks, { insert: { ...first, bookmark_id: 'd' } });
    });
    expect((await stored()).map(({ bookmark_id }) => bookmark_id)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('fails by a change that nobody waited for', async () => {
    const failing = run(async (unit) => {
      void unit.write(bookmarks, { insert: first });
      void unit.write(bookmarks, { insert: { ...first, opened: -1 } }).catch(() => undefined);
    });
    expect(await refusalOf(failing)).toMatchObject({ code: 'invalid_input' });
    expect(await stored()).toEqual([]);
  });

  test('takes nothing once it is over', async () => {
    let kept: UnitOfWork | undefined;
    await run(async (unit) => {
      kept = unit;
    });
    expect(await refusalOf((kept as UnitOfWork).write(bookmarks, { insert: first }))).toMatchObject({ code: 'invalid_input' });
    expect(await stored()).toEqual([]);
  });

  test('takes at most 1,000 changes', async () => {
    const many = transact({ ...context, deadlineMs: 60_000 }, async (unit) => {
      for (let n = 0; n <= 1_000; n += 1) await unit.write(bookmarks, { update: { user_id: 'ada' }, increment: { opened: 1 } });
    });
    expect(await refusalOf(many)).toMatchObject({ code: 'invalid_input', expected: 'at most 1000 changes in one unit of work' });
  });

  test('refuses a collection that the engine does not have, also one of the same name', async () => {
    expect(await refusalOf(run((unit) => unit.write(another, { insert: first })))).toMatchObject({ code: 'invalid_input' });
  });

  test('limited to some collections, it reaches no other', async () => {
    await run(async (unit) => {
      const own = unit.limitedTo([bookmarks]);
      expect(await own.write(bookmarks, { insert: first })).toBe(true);
      expect(await own.findOne(bookmarks, { user_id: 'ada' })).toMatchObject(first);
    });
    const denied = run((unit) => unit.limitedTo([users as object as AnyDeclaration]).write(bookmarks, { delete: { user_id: 'ada' } }));
    expect(await refusalOf(denied)).toMatchObject({ code: 'access_denied', received: 'bookmarks' });
    expect(await stored()).toEqual([first]);
  });

  test('outdates what is cached of the owners, also when it fails', async () => {
    await run(async (unit) => {
      await unit.write(bookmarks, { insert: first });
      await unit.write(bookmarks, { delete: { user_id: 'bob' } });
      expect(outdated).toEqual([]);
    });
    expect(outdated.sort()).toEqual(['learner ada', 'learner bob']);
    outdated = [];
    await run(async (unit) => {
      await unit.write(bookmarks, { delete: { user_id: 'ada' } });
      throw new Error('late');
    }).catch(() => undefined);
    expect(outdated).toEqual(['learner ada']);
  });

  test('ends by its signal', async () => {
    const controller = new AbortController();
    const stopped = transact({ ...context, signal: controller.signal }, async (unit) => {
      await unit.write(bookmarks, { insert: first });
      controller.abort();
      await unit.write(bookmarks, { insert: { ...first, bookmark_id: 'second' } });
    });
    expect(await refusalOf(stopped)).toMatchObject({ code: 'aborted' });
    expect(await stored()).toEqual([]);
  });
});
