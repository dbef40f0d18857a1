import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { BinarySearch, SearchContext, SearchResult } from './binary-search.js';
import { folderBytes } from './folder-bytes.js';
import { reasonOf } from './redact.js';
import { lastLine, runCommand } from './run-command.js';

/** Nothing fetched for this long: the host cannot be reached. */
const STALL_MS = 15_000;
/** How mongodb-memory-server reports: `Downloading MongoDB "8.2.6": 12.5% (9.1mb / 72.8mb)`, in units of 1,048,576 bytes. */
const ANNOUNCED_SIZE = /\((\d+(?:\.\d+)?)mb \/ (\d+(?:\.\d+)?)mb\)/g;
const MESSAGE = 'Fetching MongoDB with mongodb-memory-server';
/** Prefixes of the lines with which the script answers. */
const FOUND = 'ale-found ';
const FOLDER = 'ale-folder ';
const FAILED = 'ale-failed ';

/**
 * Asks mongodb-memory-server in a process of its own: there it can be ended at any moment, reads the environment that the caller gave,
 * and its prints stay out of the caller's output.
 * Looking needs `generateDownloadPath`: its other ways to look also delete a binary that an older version of it has left.
 */
const SCRIPT = `
const { MongoBinary, DryMongoBinary } = require(process.argv[1]);
const say = (kind, text) => process.stdout.write('\\n' + kind + JSON.stringify(text) + '\\n');
(async () => {
  const [exists, path] = await DryMongoBinary.generateDownloadPath(await DryMongoBinary.generateOptions());
  say('${FOLDER}', path);
  if (process.argv[2] === 'fetch') say('${FOUND}', await MongoBinary.getPath());
  else if (exists) say('${FOUND}', path);
  else say('${FAILED}', 'no ' + path);
})().catch((error) => say('${FAILED}', error.message)).then(() => process.exit(0));
`;

/** A binary that mongodb-memory-server fetched for some other project. */
export const memoryServerCache: BinarySearch = {
  source: 'mongodb-memory-server-cache',
  search: (context) => ask(context, 'look', 'let the next step fill it'),
};

/** mongodb-memory-server's own download, into its own cache. */
export const memoryServerDownload: BinarySearch = {
  source: 'mongodb-memory-server',
  search(context) {
    context.onProgress({ step: 'mongodb-memory-server', message: MESSAGE });
    return ask(context, 'fetch', 'allow its host through the firewall, or set MONGOMS_DOWNLOAD_MIRROR');
  },
};

async function ask({ env, signal, onProgress }: SearchContext, wish: 'look' | 'fetch', advice: string): Promise<SearchResult> {
  let library: string;
  try {
    library = createRequire(import.meta.url).resolve('mongodb-memory-server');
  } catch {
    return { missing: 'the package mongodb-memory-server is not installed', advice: 'npm install --save-dev mongodb-memory-server' };
  }
  // It verifies certificates only when npm's own setting says so in words; what it fetches is run, so it must.
  const defaults = { MONGOMS_MAX_RETRIES: '1', npm_config_strict_ssl: 'true' };
  const { output, problem } = await runCommand(process.execPath, ['-e', SCRIPT, '--', library, wish], {
    // A broken MONGOMS_SYSTEM_BINARY was met before, and would stop it here.
    env: { ...defaults, ...env, MONGOMS_SYSTEM_BINARY: undefined, MONGODB_URI: undefined },
    signal,
    stallMs: STALL_MS,
    measure: async (text) => {
      const [, done = '0', total = '0'] = [...text.matchAll(ANNOUNCED_SIZE)].at(-1) ?? [];
      // The checksum that it fetches last is less than a tenth of a unit.
      if (toBytes(total) > 0) {
        onProgress({ step: 'mongodb-memory-server', message: MESSAGE, done: toBytes(done), total: toBytes(total) });
      }
      // Unpacking, or waiting for another run that fetches the same file, prints nothing: the folder tells that something moves.
      const path = answer(text, FOLDER);
      return path === undefined ? 0 : await folderBytes(dirname(path));
    },
  });
  const binary = answer(output, FOUND);
  if (binary !== undefined) return { binaries: [binary] };
  const reason = problem ?? answer(output, FAILED) ?? lastLine(output);
  return { missing: reasonOf(reason.replaceAll('\n', ' ')), advice };
}

function toBytes(mebibytes: string): number {
  return Math.round(Number(mebibytes) * 1_048_576);
}

function answer(output: string, kind: string): string | undefined {
  const line = output.split('\n').find((text) => text.startsWith(kind));
  return line === undefined ? undefined : String(JSON.parse(line.slice(kind.length)));
}
