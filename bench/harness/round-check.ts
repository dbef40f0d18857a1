import type { Engine } from 'adaptive-learning-engine';
import type { Db, MongoClient } from 'mongodb';
import type { Writer } from './crowd.js';
import { checkLog } from './log-check.js';

/** What a round with a kill in it came to. */
export interface RoundResult {
  readonly acknowledged: number;
  /** Acknowledged answers that stand in the log. */
  readonly found: number;
  readonly lost: readonly string[];
  /** Ids that stand in the log more than once. */
  readonly duplicates: readonly string[];
  readonly documents: number;
  /** Derived documents that are not the fold of the log, by the harness's own comparison. */
  readonly differing: readonly string[];
  /** Documents that `engine.replay` had to change. */
  readonly replayed: number;
}

export interface Place {
  readonly client: MongoClient;
  readonly db: Db;
  readonly engine: Engine;
}

/** Holds the database to what was acknowledged, and the derived documents to the log. */
export async function checkRound(
  { client, db, engine }: Place,
  writers: readonly Writer[],
  acknowledged: readonly string[],
): Promise<RoundResult> {
  const times = new Map<string, number>();
  const differing: string[] = [];
  let documents = 0;
  let replayed = 0;
  for (const userId of new Set(writers.map((writer) => writer.userId))) {
    const check = await checkLog(client, db, userId);
    for (const id of check.eventIds) times.set(`${userId} ${id}`, (times.get(`${userId} ${id}`) ?? 0) + 1);
    differing.push(...check.differing);
    documents += check.documents;
    const { changed } = await engine.replay(userId);
    replayed += changed.learning_sessions + changed.content_mastery + changed.learning_dna;
  }
  const ownerOf = new Map(writers.map(({ name, userId }) => [name, userId]));
  const isStored = (id: string) => times.has(`${ownerOf.get(id.slice(0, id.lastIndexOf('-')))} ${id}`);
  return {
    acknowledged: acknowledged.length,
    found: acknowledged.filter(isStored).length,
    lost: acknowledged.filter((id) => !isStored(id)),
    duplicates: [...times].flatMap(([id, count]) => (count > 1 ? [id] : [])),
    documents,
    differing,
    replayed,
  };
}

/** The library alone must bring its callers through: an error that reaches one is a flaw too. */
export function isFlawless({
  lost,
  duplicates,
  differing,
  replayed,
  refused,
}: RoundResult & { readonly refused: readonly string[] }): boolean {
  return lost.length + duplicates.length + differing.length + replayed + refused.length === 0;
}
