import { createEngine, type EngineOptions } from 'adaptive-learning-engine';
import type { Db } from 'mongodb';
import { test } from 'vitest';

declare const db: Db;
const uri = 'mongodb://127.0.0.1:27017/tutor';

test('an engine is told of its database in one way', () => {
  void createEngine({ db });
  void createEngine({ uri });
  void createEngine({ uri, database: 'tutor' });
  void createEngine({ db, collections: { prefix: 'ale_' }, scheduler: 'sm2', masteredAbove: 0.9 });
  // @ts-expect-error neither db nor uri
  void createEngine({});
  // @ts-expect-error both
  void createEngine({ db, uri });
  // @ts-expect-error db is a database already
  void createEngine({ db, database: 'tutor' });
  // @ts-expect-error a name without an address
  void createEngine({ database: 'tutor' });
});

test('an option that does not exist does not compile', () => {
  // @ts-expect-error misspelt
  void createEngine({ db, sheduler: 'sm2' });
  // @ts-expect-error misspelt inside
  void createEngine({ db, collections: { prefx: 'ale_' } });
  // @ts-expect-error no scheduler
  void createEngine({ db, scheduler: 'bkt' });
  const options: EngineOptions = { db, cache: false };
  void createEngine(options);
});
