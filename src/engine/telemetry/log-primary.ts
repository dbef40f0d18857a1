import type { MongoClient, TopologyDescription, TopologyDescriptionChangedEvent } from 'mongodb';
import { type Log, NO_LOG } from '../../runtime/index.js';

/** Logs the loss of the primary and the election of the next. Returns what ends it. */
export function logPrimary(client: MongoClient, log: Log): () => void {
  if (log === NO_LOG) return () => undefined;
  let latest: string | undefined;
  const look = ({ previousDescription, newDescription }: TopologyDescriptionChangedEvent) => {
    const [before, now] = [primaryOf(previousDescription), primaryOf(newDescription)];
    latest = before ?? latest;
    if (before !== undefined && now === undefined) log('primary_lost', {});
    // The first primary that a client finds was elected before.
    if (now !== undefined && now !== before && latest !== undefined) log('primary_elected', { primary: now });
  };
  client.on('topologyDescriptionChanged', look);
  return () => void client.off('topologyDescriptionChanged', look);
}

function primaryOf({ servers }: TopologyDescription): string | undefined {
  return [...servers.values()].find(({ type }) => type === 'RSPrimary')?.address;
}
