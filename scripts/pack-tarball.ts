import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export const TARBALL = join('.cache', 'package', 'adaptive-learning-engine.tgz');

/** Builds the package and packs it as npm would publish it, under a name without a version. */
export function packTarball(): string {
  const folder = join(TARBALL, '..');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync('npx', ['--no-install', 'tsup', '--silent'], { stdio: 'inherit' });
  const answer = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { encoding: 'utf8' });
  const [packed] = JSON.parse(answer) as [{ filename: string }];
  renameSync(join(folder, packed.filename), TARBALL);
  return TARBALL;
}
