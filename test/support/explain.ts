import { type Db, type Document, MongoClient } from 'mongodb';

/** What the server says of how it does one command. */
export interface Plan {
  readonly command: string;
  readonly indexes: readonly string[];
  readonly scansCollection: boolean;
  /** Documents are put in order after they were found, and not read in the order of an index. */
  readonly sortsInMemory: boolean;
  readonly documentsExamined: number;
}

/** Of a transaction or a session, which an explanation has no part in. */
const OF_THE_SESSION = new Set([
  'lsid',
  'txnNumber',
  'startTransaction',
  'autocommit',
  '$clusterTime',
  '$db',
  'readConcern',
  'writeConcern',
  'ordered',
]);
const EXPLAINED = new Set(['find', 'aggregate', 'update', 'delete', 'count', 'distinct', 'findAndModify']);

/** Does some work over a connection that listens, and then has the server explain every command that looked for documents. */
export async function plansOf(
  uri: string,
  database: string,
  work: (db: Db) => Promise<unknown>,
  verbosity: 'executionStats' | 'queryPlanner' = 'executionStats',
): Promise<Plan[]> {
  const client = await MongoClient.connect(uri, { monitorCommands: true });
  const sent: Document[] = [];
  client.on('commandStarted', ({ commandName, command, databaseName }) => {
    if (databaseName === database && EXPLAINED.has(commandName)) sent.push(structuredClone(plain(command)));
  });
  try {
    const db = client.db(database);
    await work(db);
    const commands = sent.splice(0).flatMap(oneByOne).map(readingOnly);
    const plans: Plan[] = [];
    for (const command of commands) plans.push(readPlan(command, await db.command({ explain: command, verbosity })));
    return plans;
  } finally {
    await client.close();
  }
}

function plain(command: Document): Document {
  return Object.fromEntries(Object.entries(command).filter(([key]) => !OF_THE_SESSION.has(key)));
}

/** Only one update can be explained at a time. */
function oneByOne(command: Document): Document[] {
  const updates = command['updates'] as Document[] | undefined;
  return updates === undefined ? [command] : updates.map((update) => ({ ...command, updates: [update] }));
}

/** How a pipeline that writes finds its documents: the server does not explain its last stage by doing it. */
function readingOnly(command: Document): Document {
  const stages = command['pipeline'] as Document[] | undefined;
  return stages?.at(-1)?.['$merge'] === undefined ? command : { ...command, pipeline: stages.slice(0, -1) };
}

function readPlan(command: Document, explanation: Document): Plan {
  const indexes = new Set<string>();
  let scansCollection = false;
  let sortsInMemory = false;
  let documentsExamined = 0;
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === 'rejectedPlans' || key === 'command') continue;
      if (key === 'stage' && value === 'COLLSCAN') scansCollection = true;
      if (key === 'stage' && value === 'SORT') sortsInMemory = true;
      if (key === 'collectionScans' && Number(value) > 0) scansCollection = true;
      // The same figure stands at several depths.
      if (key === 'totalDocsExamined') documentsExamined = Math.max(documentsExamined, Number(value));
      if (key === 'indexName') indexes.add(String(value));
      if (key === 'indexesUsed') for (const name of value as string[]) indexes.add(name);
      walk(value);
    }
  };
  walk(explanation);
  return { command: JSON.stringify(command).slice(0, 300), indexes: [...indexes], scansCollection, sortsInMemory, documentsExamined };
}
