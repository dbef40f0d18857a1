import { test } from 'vitest';
import { type ArgumentsOf, promise, rows } from '../../src/repositories/checked-arguments.js';
import type { Repository } from '../../src/repositories/index.js';
import type { StorageRepository } from '../../src/repositories/storage-repository.js';

type OfStorage = ArgumentsOf<StorageRepository, Repository<unknown>>;

test('each method of a repository says what it takes, and whether it gives a promise or rows', () => {
  const all: OfStorage = { keep: promise({}), since: rows({}) };
  // @ts-expect-error one method says nothing
  const some: OfStorage = { keep: promise({}) };
  // @ts-expect-error a cursor is no promise
  const other: OfStorage = { keep: promise({}), since: promise({}) };
  return [all, some, other];
});
