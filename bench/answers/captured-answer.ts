import type { CommandStartedEvent, Document, MongoClient } from 'mongodb';

/** The commands by which the engine recorded one answer, to be sent again by hand. */
export interface CapturedAnswer {
  readonly reads: readonly { readonly collection: string; readonly filter: Document; readonly projection: Document }[];
  readonly event: Document;
  readonly updates: readonly { readonly collection: string; readonly filter: Document; readonly update: Document }[];
}

/** Listens in on a client while it records one answer. */
export async function captureAnswer(client: MongoClient, record: () => Promise<unknown>): Promise<CapturedAnswer> {
  const commands: Document[] = [];
  const listen = ({ command }: CommandStartedEvent) => void commands.push(command);
  client.on('commandStarted', listen);
  await record();
  client.off('commandStarted', listen);

  // An engine looks once whether the database is set up.
  const relevant = commands.filter((command) => !('hello' in command) && !('listCollections' in command));
  const of = (name: string) => relevant.filter((command) => name in command);
  const [insert, ...inserts] = of('insert');
  const { _id, ...event } = insert?.['documents'][0] ?? {};
  const captured: CapturedAnswer = {
    reads: of('find').map(({ find, filter, projection }) => ({ collection: find, filter, projection })),
    event,
    updates: of('update').map(({ update, updates: [only] }) => ({ collection: update, filter: only.q, update: only.u })),
  };
  const known = captured.reads.length + captured.updates.length + 2;
  if (inserts.length > 0 || of('commitTransaction').length !== 1 || relevant.length !== known) {
    throw new Error(`Expected reads, one insert, updates and a commit, got ${relevant.map((command) => Object.keys(command)[0]).join()}`);
  }
  return captured;
}
