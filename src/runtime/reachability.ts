import type { MongoClient, TopologyDescriptionChangedEvent } from 'mongodb';
import { unreachableServers } from '../repositories/index.js';

/** Is told why no host can be reached, each time that the driver has tried in vain. */
type Listener = (why: string) => void;

/** One set of listeners for each client, whose emitter would warn of many. */
const LISTENERS = new WeakMap<MongoClient, Set<Listener>>();

/**
 * Tells when no host of a client can be reached as its address is written: a name that does not resolve, a certificate that is refused.
 * The driver itself goes on trying, for half a minute unless set, before a call hears of it. Gives what ends the telling.
 */
export function onUnreachable(client: MongoClient, listener: Listener): () => void {
  const listeners = LISTENERS.get(client) ?? watched(client);
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function watched(client: MongoClient): Set<Listener> {
  const listeners = new Set<Listener>();
  LISTENERS.set(client, listeners);
  let servers: TopologyDescriptionChangedEvent['newDescription']['servers'] = new Map();
  const look = () => {
    const why = unreachableServers(servers);
    if (why !== undefined) for (const listener of listeners) listener(why);
  };
  client.on('topologyDescriptionChanged', ({ newDescription }) => {
    servers = newDescription.servers;
    look();
  });
  // Also a failure that says what the one before it said.
  client.on('serverHeartbeatFailed', look);
  return listeners;
}
