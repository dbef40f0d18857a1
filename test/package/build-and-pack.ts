import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { packTarball } from '../../scripts/pack-tarball.js';

/** The packed package, as npm would publish it, or why there is none. */
export type Packed = { readonly path: string } | { readonly failure: string };

declare module 'vitest' {
  interface ProvidedContext {
    /** A file of JSON that holds {@link Packed} once the package is packed. */
    packed: string;
  }
}

/**
 * One build and one tarball for all tests of this folder, made while other tests run; those of this folder wait for it. A build that breaks
 * fails those tests only: an error thrown here would end the run before any test of any folder.
 */
export function setup(project: TestProject): () => Promise<void> {
  const file = resolve('.cache', 'packed.json');
  rmSync(file, { force: true });
  project.provide('packed', file);
  const packing = packTarball().then(
    (path): Packed => ({ path: resolve(path) }),
    (error): Packed => ({ failure: String(error) }),
  );
  const written = packing.then((packed) => {
    // In one step, so that the waiting tests never read half of it.
    writeFileSync(`${file}.new`, JSON.stringify(packed));
    renameSync(`${file}.new`, file);
  });
  return () => written;
}
