import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { tar } from './tarball.js';

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

export interface Consumer {
  readonly folder: string;
  readonly manifest: Manifest;
  /** What a user writes after `from`: one name per subpath that has code. */
  readonly specifiers: readonly string[];
}

/**
 * A user's project with the tarball installed. It lies outside of the repository, where Node finds no package
 * by climbing up; `packages` are linked in from the repository, so nothing is downloaded.
 */
export function createConsumer(packages: (manifest: Manifest) => readonly string[]): Consumer {
  // The real path, because Node reports it too: on some systems the temporary folder is itself a link.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'adaptive-learning-engine-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));

  const installed = join(folder, 'node_modules', 'adaptive-learning-engine');
  mkdirSync(installed, { recursive: true });
  tar('-xzf', '-C', installed, '--strip-components=1');
  writeFileSync(join(folder, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }');

  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Manifest;
  for (const name of packages(manifest)) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(resolve('node_modules', name), link, 'junction');
  }
  const specifiers = Object.keys(manifest.exports)
    .filter((subpath) => !subpath.endsWith('.json'))
    .map((subpath) => subpath.replace('.', manifest.name));
  return { folder, manifest, specifiers };
}

/** Everything that a user who follows the README has installed. */
export function declaredPackages({ dependencies, peerDependencies }: Manifest): readonly string[] {
  return [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
}

/** Runs a program of the consumer in a fresh process and returns what it printed as JSON. */
export function runProgram(consumer: Consumer, type: 'module' | 'commonjs', code: string): unknown {
  const args = ['--no-warnings', `--input-type=${type}`, '--eval', code];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: consumer.folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }));
}
