import type { Db, MongoClient } from 'mongodb';
import type { LearningEvent } from '../../src/collections/index.js';
import { learnerModels } from '../../src/engine/models/settings.js';
import { foldLog } from '../../src/learner/history.js';
import { conceptKey } from '../../src/learner/index.js';
import { documentDifferences } from './document-differences.js';

/** What stands in the database of one learner, beside what the log makes of it. */
export interface LogCheck {
  /** The ids of the whole log, as often as they stand there. */
  readonly eventIds: readonly string[];
  readonly documents: number;
  /** Each derived document that is not the fold of the log, with the first path at which it differs. */
  readonly differing: readonly string[];
}

type Stored = { readonly _id: unknown } & { readonly [field: string]: unknown };

const MODELS = learnerModels({});

/**
 * Folds the log of a learner by hand and compares each derived document with the stored one. All is read in one snapshot with the bare
 * driver, past repositories and replay; so it holds beside running writers too.
 */
export async function checkLog(client: MongoClient, db: Db, userId: string): Promise<LogCheck> {
  const snapshot = client.startSession({ snapshot: true });
  const read = (name: string) => db.collection(name).find({ user_id: userId }, { session: snapshot }).toArray() as Promise<Stored[]>;
  try {
    const log = (await read('learning_events')).map(({ _id, ...event }) => event as unknown as LearningEvent);
    const history = foldLog(log, MODELS);
    const pairs = [
      ...pair('learning_sessions', await read('learning_sessions'), history.sessions, (row) => String(row['session_id'])),
      ...pair('content_mastery', await read('content_mastery'), history.masteries, (row) => conceptKey(row as never)),
      ...pair('learning_dna', await read('learning_dna'), new Map(history.dna === null ? [] : [['dna', history.dna]]), () => 'dna'),
    ];
    return {
      eventIds: log.map((event) => event.event_id),
      documents: pairs.length,
      differing: pairs.flatMap(({ name, stored, folded }) => {
        const [path, ...more] = documentDifferences(stored, folded);
        return path === undefined ? [] : [`${name}: ${path === '' ? 'stored or folded, not both' : path} and ${more.length} more`];
      }),
    };
  } finally {
    await snapshot.endSession();
  }
}

/** Each document of either side with its other half, undefined where there is none. */
function pair(name: string, stored: readonly Stored[], folded: ReadonlyMap<string, object>, keyOf: (row: Stored) => string) {
  const rows = new Map(stored.map(({ _id, ...row }) => [keyOf({ _id, ...row }), row as object]));
  const keys = new Set([...rows.keys(), ...folded.keys()]);
  const pairs = [...keys].map((key) => ({ name, stored: rows.get(key), folded: folded.get(key) }));
  // Two stored documents of one key would otherwise hide behind each other.
  const hidden = stored.length - rows.size;
  return [...pairs, ...Array.from({ length: hidden }, () => ({ name, stored: {}, folded: undefined }))];
}
