import { createEngine } from 'adaptive-learning-engine';
import {
  ALGORITHMS,
  type AlgorithmRow,
  bkt,
  forgettingCurveDefaults,
  learnedPool,
  type Predictor,
  type Scheduler,
  sm2,
  sm2Defaults,
} from 'adaptive-learning-engine/algorithms';
import { MongoClient } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { chooseModel } from '../../src/engine/models/choose-model.js';
import { databaseOf, isDatabaseName } from '../../src/engine/options/database-name.js';
import { checkOptions } from '../../src/engine/options/engine-options.js';
import { nearestName } from '../../src/schema/nearest-name.js';
import { refusalAtOnce, refusalOf } from '../support/refusal.js';

/** Of a server that nobody asks: what is wrong with options is said before anything is connected to. */
const db = new MongoClient('mongodb://127.0.0.1:1').db('tutor');
const uri = 'mongodb://127.0.0.1:1/tutor';

/** A key provider that is never asked. */
const keys = { keyId: 'none', wrap: async (secret: Uint8Array) => secret, unwrap: async () => new Uint8Array(32) };

function refused(options: object) {
  return refusalAtOnce(() => checkOptions(options as never));
}

describe('an option that does not exist is refused, with the one that was meant', () => {
  test.each([
    ['sheduler', { sheduler: 'sm2' }, 'scheduler'],
    ['masterdAbove', { masterdAbove: 0.5 }, 'masteredAbove'],
    ['mastered_above', { mastered_above: 0.5 }, 'masteredAbove'],
    ['MASTEREDABOVE', { MASTEREDABOVE: 0.5 }, 'masteredAbove'],
    ['collection', { collection: {} }, 'collections'],
    ['chache', { chache: false }, 'cache'],
  ])('%s', (key, option, meant) => {
    const refusal = refused({ db, ...option });
    expect(refusal).toMatchObject({ code: 'invalid_input', where: 'createEngine' });
    expect(refusal.received).toBe(`the unknown ${key}; did you mean ${meant}?`);
  });

  test('also one that is not given, and inside another option', () => {
    expect(refused({ db, sheduler: undefined }).received).toContain('scheduler');
    expect(refused({ db, collections: { prefx: 'a' } })).toMatchObject({ where: 'createEngine.collections' });
    expect(refused({ db, cache: { stor: 1 } })).toMatchObject({ where: 'createEngine.cache' });
    expect(refused({ db, forgetting: { parms: {} } })).toMatchObject({ where: 'createEngine.forgetting' });
    expect(refused({ db, scheduler: { model: sm2, parms: {} } })).toMatchObject({ where: 'createEngine.scheduler' });
  });

  test('one that is like none is refused without a guess', () => {
    expect(refused({ db, weather: 'fine' }).received).toBe('the unknown weather');
    expect(nearestName('x', ['db', 'uri'])).toBeUndefined();
  });

  test('everything that is wrong is told at once, also beside a key that is unknown', () => {
    const options = { db, sheduler: 'sm2', cashe: false, deadlineMs: -1, tuning: 'never', masteredAbove: 2, collections: { prefix: '$' } };
    const { issues } = refused({ ...options, scheduler: 'sm3', knowledge: 7 });
    expect(issues?.map(({ path }) => path)).toEqual([
      ...['createEngine', 'createEngine'],
      ...['deadlineMs', 'collections.prefix', 'tuning', 'scheduler', 'knowledge', 'masteredAbove'].map(
        (option) => `createEngine.${option}`,
      ),
    ]);
  });

  test('a key that may do harm in a log is not shown', () => {
    expect(refused({ db, 'ada\n\u001b[31m@example.org': 1 }).message).not.toMatch(/ada|\n/);
  });
});

describe('a value that does not fit is refused by the name of its option', () => {
  const cases: readonly (readonly [string, object])[] = [
    ['masteredAbove', { masteredAbove: 2 }],
    ['masteredAbove', { masteredAbove: -0.1 }],
    ['masteredAbove', { masteredAbove: Number.NaN }],
    ['masteredAbove', { masteredAbove: '0.5' }],
    ['emotionConfidence', { emotionConfidence: 1.1 }],
    ['targetSuccess', { targetSuccess: 85 }],
    ['provenance', { provenance: 'long' }],
    ['groupCommit', { groupCommit: 'yes' }],
    ['deadlineMs', { deadlineMs: 0 }],
    ['deadlineMs', { deadlineMs: '10' }],
    ['clock', { clock: Date.now }],
    ['clock', { clock: new Date() }],
    ['clock', { clock: () => new Date(Number.NaN) }],
    ['collections', { collections: 'ale_' }],
    ['collections.prefix', { collections: { prefix: '$a' } }],
    ['collections.prefix', { collections: { prefix: 'system.' } }],
    ['collections.prefix', { collections: { prefix: '.a' } }],
    ['collections.prefix', { collections: { prefix: 'a..b' } }],
    ['collections.prefix', { collections: { prefix: 'a b' } }],
    ['collections.prefix', { collections: { prefix: 'a'.repeat(33) } }],
    ['collections.prefix', { collections: { prefix: 7 } }],
    ['collections.prefix', { collections: { prefix: null } }],
    ['cache', { cache: true }],
    ['cache.store', { cache: { store: new Map() } }],
    ['cache.store', { cache: { store: new WeakMap() } }],
    ['cache.store', { cache: { store: {} } }],
    ['cache.namespace', { cache: { namespace: 'a b' } }],
    ['telemetry', { telemetry: {} }],
    ['scheduler', { scheduler: 'sm-2' }],
    ['scheduler', { scheduler: 'bkt' }],
    ['scheduler', { scheduler: null }],
    ['scheduler', { scheduler: 7 }],
    ['scheduler.model', { scheduler: {} }],
    ['scheduler.params', { scheduler: { model: sm2, params: [] } }],
    ['scheduler.params', { scheduler: { model: sm2, params: { ...sm2Defaults, when: new Date() } } }],
    ['scheduler.paramsVersion', { scheduler: { model: sm2, params: sm2Defaults, paramsVersion: '' } }],
    ['scheduler.paramsVersion', { scheduler: { model: sm2, params: sm2Defaults, paramsVersion: 'default' } }],
    ['knowledge.model.mastery', { knowledge: { model: sm2 } }],
    ['forgetting.params', { forgetting: {} }],
    ['encryption', { encryption: 7 }],
    ['encryption', { encryption: null }],
    ['encryption', { encryption: { keys, tennant: 'a' } }],
    ['encryption.keys', { encryption: { keys: {}, tenant: 'a' } }],
    ['encryption.keys', { encryption: { keys: { ...keys, wrap: undefined }, tenant: 'a' } }],
    ['encryption.tenant', { encryption: { keys, tenant: '' } }],
    ['encryption.tenant', { encryption: { keys, tenant: 'a'.repeat(129) } }],
    ['encryption.clear', { encryption: { keys, tenant: 'a', clear: true } }],
    ['groupCommit', { groupCommit: 'yes' }],
    ['groupCommit', { groupCommit: null }],
    ['database', { database: 'tutor' }],
  ];

  test.each(cases)('%s, case %#', (option, options) => {
    expect(refused({ db, ...options })).toMatchObject({ code: 'invalid_input', where: `createEngine.${option}` });
  });

  test('every fault of encryption is told at once', () => {
    const { issues } = refused({ db, encryption: { keys: 1, tenant: '', clear: 'maybe' } });
    expect(issues?.map(({ path }) => path)).toEqual(['keys', 'tenant', 'clear'].map((part) => `createEngine.encryption.${part}`));
  });

  test('a prefix of every allowed letter is taken', () => {
    for (const prefix of ['ale_', 'a', '1', '_x', 'my.app-2.', 'a'.repeat(32), '']) checkOptions({ db, collections: { prefix } });
  });
});

describe('where the database is', () => {
  test('neither, both and a name beside a database are distinguished', () => {
    expect(refused({}).message).toBe('createEngine: expected db or uri, got neither');
    expect(refused({ db, uri }).message).toBe('createEngine: expected db or uri, got both');
    expect(refused({ db: undefined, uri: undefined }).received).toBe('neither');
  });

  test.each([undefined, null, 7, 'mongodb://x', []])('%j in place of the options is refused', (options) => {
    expect(refusalAtOnce(() => checkOptions(options as never))).toMatchObject({ code: 'invalid_input', where: 'createEngine' });
  });

  test.each([
    ['mongodb://127.0.0.1:27017'],
    ['mongodb://127.0.0.1:27017/'],
    ['mongodb://127.0.0.1:27017/?replicaSet=rs0'],
    ['mongodb://user:hunter2@a:1,b:2,c:3/?authSource=admin'],
    ['mongodb+srv://user:hunter2@cluster.example.org'],
  ])('an address without a database is refused: %s', (address) => {
    const refusal = refused({ uri: address });
    expect(refusal).toMatchObject({ code: 'invalid_input', where: 'createEngine.uri' });
    expect(refusal.message).toContain('database');
    expect(refusal.message).not.toContain('hunter2');
    checkOptions({ uri: address, database: 'tutor' });
  });

  test('a database is read off every form of an address', () => {
    expect(databaseOf('mongodb://user:p%2Fw@a:1,b:2/tutor?replicaSet=rs0')).toBe('tutor');
    expect(databaseOf('mongodb+srv://cluster.example.org/tutor')).toBe('tutor');
    checkOptions({ uri });
    for (const name of ['', 'a b', 'a.b', 'a/b', '$a', 'a\0', 'x'.repeat(64), 7]) expect(isDatabaseName(name)).toBe(false);
  });

  test('createEngine says it as a refused promise', async () => {
    expect(await refusalOf(createEngine({ db, sheduler: 'sm2' } as never))).toMatchObject({ code: 'invalid_input' });
    expect(await refusalOf(createEngine({} as never))).toMatchObject({ received: 'neither' });
  });
});

describe.each(ALGORITHMS as readonly AlgorithmRow[])('the parameters of $name', ({ kind, model }) => {
  const given = (params: object) => refused({ db, [kind]: { model, params } });

  test('are taken as they are by default', () => {
    checkOptions({ db, [kind]: { model } });
    checkOptions({ db, [kind]: { model, params: model.defaults } });
  });

  test('are refused with one that it does not know', () => {
    expect(given({ nonsense: 1 })).toMatchObject({ code: 'invalid_input' });
    expect(given({ ...model.defaults, nonsense: 1 }).message).toContain('nonsense');
  });

  test('are refused with one that is no value of its kind', () => {
    for (const key of Object.keys(model.defaults)) {
      expect(given({ ...model.defaults, [key]: { a: 1 } }), key).toMatchObject({ code: 'invalid_input' });
    }
  });
});

describe('a model of the host’s own', () => {
  const own: Scheduler = { ...(sm2 as unknown as Scheduler), name: 'own' };

  test.each(['name', 'version', 'defaults', 'initial', 'update', 'predict', 'intervalDays', 'dueAt'] as const)(
    'is refused without %s',
    (part) => {
      const { [part]: _, ...rest } = own;
      expect(refused({ db, scheduler: { model: rest } })).toMatchObject({ where: `createEngine.scheduler.model.${part}` });
    },
  );

  test.each([
    ['initial', () => 7],
    ['update', () => new Date()],
    ['predict', () => 2],
    ['intervalDays', () => Number.NaN],
    ['dueAt', async () => 0],
    ['update', () => ({ when: () => 1 })],
  ])('is refused when %s gives what cannot be used, case %#', (part, wrong) => {
    expect(refused({ db, scheduler: { model: { ...own, [part]: wrong } } })).toMatchObject({
      where: `createEngine.scheduler.model.${part}`,
    });
  });

  test('is refused, with the cause, when it fails under its parameters', () => {
    const model = {
      ...own,
      update: () => {
        throw new TypeError('no such weight');
      },
    };
    const refusal = refused({ db, scheduler: { model } });
    expect(refusal).toMatchObject({ where: 'createEngine.scheduler.model.update' });
    expect(refusal.cause).toBeInstanceOf(Error);
  });

  test('of each kind is taken when it is whole', () => {
    const predictor = { ...(learnedPool as unknown as Predictor), name: 'own' };
    checkOptions({
      db,
      scheduler: { model: own },
      knowledge: { model: { ...bkt, name: 'own' } as never },
      predictor: { model: predictor },
    });
  });

  test('runs under the parameters as they were given, whatever the host does to them later', () => {
    const params = { ...sm2Defaults, minimum_ease: 1.5 };
    const { params: taken } = chooseModel<Scheduler>({ model: own, params }, 'scheduler');
    params.minimum_ease = 1.2;
    expect(taken['minimum_ease']).toBe(1.5);
    expect(Object.isFrozen(taken)).toBe(true);
  });
});

test('the parameters of the forgetting curve are held to its bounds', () => {
  checkOptions({ db, forgetting: { params: forgettingCurveDefaults } });
  for (const change of [{ growth: -1 }, { shape: 'straight' }, { nonsense: 1 }, { first_stability: [1, 2, 3] }])
    expect(refused({ db, forgetting: { params: { ...forgettingCurveDefaults, ...change } } })).toMatchObject({ code: 'invalid_input' });
});
