import type { CommandStartedEvent, MongoClient } from 'mongodb';

/** How many commands of each kind a piece of work sends through a client, which must be monitored: what the driver sends for itself is left out. */
export async function countCommands(client: MongoClient, work: () => Promise<unknown>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const count = ({ commandName }: CommandStartedEvent) => {
    counts[commandName] = (counts[commandName] ?? 0) + 1;
  };
  client.on('commandStarted', count);
  await work();
  client.off('commandStarted', count);
  return counts;
}
