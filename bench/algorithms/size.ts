import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'tsup';
import type { Figure } from '../figure.js';

const FOLDER = join('.cache', 'size');

/** How large `/algorithms` is for anyone who bundles all of it: minified, with everything that it imports, in kB of 1000 bytes. */
export async function sizeFigures(): Promise<readonly Figure[]> {
  const whole = await bundled('src/algorithms/index.ts', true);
  const alone = await bundled('src/algorithms/index.ts', false);
  const reference = 'none';
  const aim = 'to be known';
  return [
    { what: '/algorithms, minified', ours: `${inKb(whole.bytes)}, gzipped ${inKb(whole.gzipped)}`, reference, aim, reached: null },
    { what: 'the same without date-fns', ours: `${inKb(alone.bytes)}, gzipped ${inKb(alone.gzipped)}`, reference, aim, reached: null },
  ];
}

async function bundled(entry: string, withPackages: boolean): Promise<{ readonly bytes: number; readonly gzipped: number }> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  await build({
    entry: [entry],
    config: false,
    format: ['esm'],
    platform: 'neutral',
    target: 'es2022',
    outDir: FOLDER,
    minify: true,
    splitting: false,
    treeshake: false,
    sourcemap: false,
    silent: true,
    ...(withPackages ? { noExternal: [/.*/] } : {}),
  });
  const code = Buffer.concat(readdirSync(FOLDER).map((file) => readFileSync(join(FOLDER, file))));
  return { bytes: code.length, gzipped: gzipSync(code, { level: 9 }).length };
}

function inKb(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
