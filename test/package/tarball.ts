import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { inject } from 'vitest';
import type { Packed } from './build-and-pack.js';

/** A slow machine that does nothing else builds the package in a tenth of it. */
const LONGEST_BUILD_MS = 600_000;

const packed = await readPacked();

async function readPacked(): Promise<Packed> {
  const file = inject('packed');
  for (const end = Date.now() + LONGEST_BUILD_MS; !existsSync(file); await setTimeout(100))
    if (Date.now() > end) return { failure: `not packed within ${LONGEST_BUILD_MS} ms` };
  return JSON.parse(readFileSync(file, 'utf8')) as Packed;
}

/** Runs tar on the tarball, with `-tzf` to list and so on, and returns what it prints. */
export function tar(options: string, ...more: readonly string[]): string {
  if ('failure' in packed) throw new Error(`There is no tarball to test: ${packed.failure}`);
  return execFileSync('tar', [options, packed.path, ...more], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}
