import { resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { packTarball } from '../../scripts/pack-tarball.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The packed package, as npm would publish it, or why there is none. */
    tarball: { readonly path: string } | { readonly failure: string };
  }
}

/**
 * One build and one tarball for all tests of this folder. A build that breaks fails those tests only:
 * an error thrown here would end the run before any test of any folder.
 */
export function setup(project: TestProject): void {
  try {
    project.provide('tarball', { path: resolve(packTarball()) });
  } catch (error) {
    project.provide('tarball', { failure: String(error) });
  }
}
