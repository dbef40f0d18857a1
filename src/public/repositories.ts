/** Typed repositories over the library's collections, for a host that works without an engine. */
export type {
  CallOptions,
  Condition,
  CursorOptions,
  FindOptions,
  HostDb,
  MasteryOrder,
  MasteryPlace,
  Observation,
  Observe,
  Observed,
  ReadRepositories,
  RepositoriesOptions,
  Sort,
  TypedFilter,
  TypedUpdate,
  Unreadable,
  UnreadableOptions,
  UnsafeRepositories,
} from '../repositories/index.js';
export { createRepositories, createUnsafeRepositories, DecodedCursor, MASTERY_ORDERS } from '../repositories/index.js';
