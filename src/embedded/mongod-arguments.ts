import { REPLICA_SET } from './replica-set.js';
import type { ServerParameter } from './start-options.js';

/** A learner's records are small: what mongod would take by default, half the memory, belongs to the programs beside it. */
const CACHE_GB = 0.25;
/** Oplog in MB: enough to resume a change stream over a long test, little enough for a laptop. */
const OPLOG_MB = 256;

export interface MongodArguments {
  readonly dataFolder: string;
  readonly port: number;
  readonly serverParameters: Readonly<Record<string, ServerParameter>>;
}

/** The command line of a replica set's one member on the loopback interface. The journal stays on, as it is by default. */
export function mongodArguments({ dataFolder, port, serverParameters }: MongodArguments): readonly string[] {
  const parameters: Record<string, ServerParameter> = {
    // Diagnostics for the vendor's support: a file written to once a second.
    diagnosticDataCollectionEnabled: false,
    // The transaction of a client that was killed holds its locks until then; by default for up to 90 s.
    transactionLifetimeLimitSeconds: 10,
    ...serverParameters,
  };
  return [
    ...['--replSet', REPLICA_SET, '--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', dataFolder],
    ...['--wiredTigerCacheSizeGB', String(CACHE_GB), '--oplogSize', String(OPLOG_MB)],
    ...(process.platform === 'win32' ? [] : ['--nounixsocket']),
    ...Object.entries(parameters).flatMap(([name, value]) => ['--setParameter', `${name}=${String(value)}`]),
  ];
}
