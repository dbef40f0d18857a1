import { startEmbedded } from 'adaptive-learning-engine/embedded';
import type { TestProject } from 'vitest/node';

/** One real MongoDB for the whole run; each test file takes a database of its own on it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startEmbedded();
  console.log(`MongoDB ${server.version} (${server.source})`);
  project.provide('mongoUri', server.uri);
  return () => server.stop();
}

declare module 'vitest' {
  export interface ProvidedContext {
    mongoUri: string;
  }
}
