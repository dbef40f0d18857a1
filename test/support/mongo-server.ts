import { type EmbeddedServer, startEmbedded } from 'adaptive-learning-engine/embedded';
import type { TestProject } from 'vitest/node';

/** What the projects of a run share; each of them loads this file for itself. */
interface Shared {
  server?: Promise<EmbeddedServer>;
  users: number;
}

const KEY = Symbol.for('adaptive-learning-engine: the MongoDB of this test run');

/** One real MongoDB for the whole run; each test file takes a database of its own on it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const place = globalThis as { [KEY]?: Shared };
  const shared = place[KEY] ?? { users: 0 };
  place[KEY] = shared;
  shared.users += 1;
  shared.server ??= start();
  const server = await shared.server;
  project.provide('mongoUri', server.uri);
  return async () => {
    shared.users -= 1;
    if (shared.users === 0) await server.stop();
  };
}

async function start(): Promise<EmbeddedServer> {
  const server = await startEmbedded();
  console.log(`MongoDB ${server.version} (${server.source})`);
  return server;
}

declare module 'vitest' {
  export interface ProvidedContext {
    mongoUri: string;
  }
}
