import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Db, MongoClient, MongoServerError } from 'mongodb';

/** The name of the set of one, in a folder that has none yet. */
export const REPLICA_SET = 'adaptive-learning';

const LOOK_EVERY_MS = 20;
/** A big folder after a kill needs time to replay its journal. */
const START_LIMIT_MS = 120_000;

/** Server error codes: the folder is new; the set was initiated a moment ago. */
const NOT_YET_INITIALIZED = 94;
const ALREADY_INITIALIZED = 23;

export interface ReplicaSetPlace {
  readonly port: number;
  readonly pid: number;
  /** Aborted when the server ended or the caller gave up. */
  readonly signal: AbortSignal;
}

/** On the port answers a process that is not the one we started. */
export class ForeignServer extends Error {}

/** The data are those of a replica set that has other members, which would be cut off. */
export class FolderOfSeveral extends Error {}

/**
 * Waits until a mongod takes connections, makes it a replica set of one, and waits until it takes writes.
 * A folder that was last used on another port carries that address in its set: it is set again by force, its one member being us.
 * A folder of another program keeps the name of its set.
 *
 * @returns the name of the set
 * @throws ForeignServer, FolderOfSeveral, or any error of the driver; `signal.reason` once aborted
 */
export async function becomePrimary({ port, pid, signal }: ReplicaSetPlace): Promise<string> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (!(await listens(port))) await pause(deadline, signal);
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/`, { directConnection: true, serverSelectionTimeoutMS: 10_000 });
  const closeEarly = () => void client.close();
  signal.addEventListener('abort', closeEarly, { once: true });
  try {
    const admin = client.db('admin');
    const status = await admin.command({ serverStatus: 1, repl: 0, metrics: 0, locks: 0 });
    if (Number(status['pid']) !== pid) throw new ForeignServer(`Port ${port} is served by process ${String(status['pid'])}`);
    for (;;) {
      const name = await primaryOf(admin, `127.0.0.1:${port}`);
      if (name !== undefined) return name;
      await pause(deadline, signal);
    }
  } finally {
    signal.removeEventListener('abort', closeEarly);
    await client.close();
  }
}

/** The name of the set once we are its primary; until then, what is missing is done. */
async function primaryOf(admin: Db, host: string): Promise<string | undefined> {
  try {
    const { config } = await admin.command({ replSetGetConfig: 1 });
    const [member, ...others] = config.members;
    if (others.length > 0)
      throw new FolderOfSeveral(`The folder belongs to a replica set of ${others.length + 1} members, and stays as it is`);
    if (member.host === host) {
      const hello = await admin.command({ hello: 1 });
      return hello['isWritablePrimary'] === true ? String(hello['setName']) : undefined;
    }
    const members = [{ ...member, host, priority: 1, votes: 1, hidden: false }];
    await admin.command({ replSetReconfig: { ...config, members, version: config.version + 1 }, force: true });
  } catch (error) {
    if (!(error instanceof MongoServerError)) throw error;
    // Any other refusal is of the moment: the server is still reading its folder, or voting.
    if (error.code === NOT_YET_INITIALIZED) await initiate(admin, host);
  }
  return undefined;
}

async function initiate(admin: Db, host: string): Promise<void> {
  try {
    await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
  } catch (error) {
    // The server may still be reading its folder, and then find that it has a set: the next look tells.
    const passing = [NOT_YET_INITIALIZED, ALREADY_INITIALIZED];
    if (!(error instanceof MongoServerError && passing.includes(Number(error.code)))) throw error;
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const answer = (yes: boolean) => {
      socket.destroy();
      done(yes);
    };
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
  });
}

async function pause(deadline: number, signal: AbortSignal): Promise<void> {
  if (Date.now() > deadline) throw new Error(`It took no writes within ${START_LIMIT_MS / 1000} s`);
  await sleep(LOOK_EVERY_MS, undefined, { signal });
}
