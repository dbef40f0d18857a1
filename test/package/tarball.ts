import { execFileSync } from 'node:child_process';
import { inject } from 'vitest';

/** Runs tar on the tarball, with `-tzf` to list and so on, and returns what it prints. */
export function tar(options: string, ...more: readonly string[]): string {
  return execFileSync('tar', [options, path(), ...more], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

function path(): string {
  const tarball = inject('tarball');
  if ('failure' in tarball) throw new Error(`There is no tarball to test: ${tarball.failure}`);
  return tarball.path;
}
