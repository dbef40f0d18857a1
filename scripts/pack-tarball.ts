import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const FOLDER = join('.cache', 'package');
const TARBALL = join(FOLDER, 'adaptive-learning-engine.tgz');
/** Beside a tarball: a hash of what it was made of. */
const MADE_OF = join(FOLDER, 'made-of.sha256');

/** What a tarball is made of: what is packed, and what the build reads. */
const SOURCES = [
  'src',
  'docs',
  'scripts',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsup.config.ts',
];

const run = promisify(execFile);

/** Builds the package and packs it as npm would publish it, under a name without a version. The tarball of the same sources is taken again. */
export async function packTarball(): Promise<string> {
  const sources = hashOfSources();
  if (existsSync(TARBALL) && existsSync('dist') && existsSync(MADE_OF) && readFileSync(MADE_OF, 'utf8') === sources) return TARBALL;
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  await run('npx', ['--no-install', 'tsup', '--silent']);
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', FOLDER]);
  const [packed] = JSON.parse(stdout) as [{ filename: string }];
  renameSync(join(FOLDER, packed.filename), TARBALL);
  writeFileSync(MADE_OF, sources);
  return TARBALL;
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const files = statSync(source).isDirectory() ? filesOf(source) : [source];
    for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesOf(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
