import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { withRepositoryLinks } from './repository-links.js';

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
  renameSync(await npmPack('.'), TARBALL);
  await run('tar', ['-xzf', TARBALL, '-C', FOLDER]);
  const unpacked = join(FOLDER, 'package');
  linkPages(unpacked);
  renameSync(await npmPack(`./${unpacked}`), TARBALL);
  rmSync(unpacked, { recursive: true });
  writeFileSync(MADE_OF, sources);
  return TARBALL;
}

/** Packs a folder and returns the path of the tarball. */
async function npmPack(folder: string): Promise<string> {
  const { stdout } = await run('npm', ['pack', folder, '--json', '--ignore-scripts', '--pack-destination', FOLDER]);
  const [packed] = JSON.parse(stdout) as [{ filename: string }];
  return join(FOLDER, packed.filename);
}

/** Makes the links of the unpacked pages lead somewhere from a package page, too. */
function linkPages(folder: string): void {
  for (const file of filesOf(folder).filter((name) => name.endsWith('.md'))) {
    const page = relative(folder, file);
    const linked = withRepositoryLinks(page, readFileSync(file, 'utf8'), (target) => existsSync(join(folder, target)));
    writeFileSync(file, linked);
  }
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
