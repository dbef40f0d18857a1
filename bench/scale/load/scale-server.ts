import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type EmbeddedServer, progressBar, startEmbedded } from 'adaptive-learning-engine/embedded';
import { MongoClient } from 'mongodb';

/** Ignored by git; what is in it stays from run to run. */
const FOLDER = resolve('.cache/scale');

/** Starts a server of our own whose data stay, on the loopback interface, with a cache of so many gigabytes. */
export async function openScaleServer(cacheGigabytes: number): Promise<{ server: EmbeddedServer; client: MongoClient }> {
  await mkdir(FOLDER, { recursive: true });
  const server = await startEmbedded({ dbPath: FOLDER, onProgress: progressBar() });
  const client = await MongoClient.connect(server.uri);
  const admin = client.db('admin');
  // The embedded server is modest by itself; a machine with this much data would have a server with more.
  await admin.command({ setParameter: 1, wiredTigerEngineRuntimeConfig: `cache_size=${cacheGigabytes}G` });
  await admin.command({ setParameter: 1, maxIndexBuildMemoryUsageMegabytes: 1_000 });
  return { server, client };
}
