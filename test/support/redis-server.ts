import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePort } from '../../src/embedded/free-port.js';
import { isInstalled } from './installed.js';

/** A Redis server of the test's own on this machine's loopback, which can be killed, frozen and started again on the same port. */
export interface RedisServer extends AsyncDisposable {
  readonly uri: string;
  readonly port: number;
  /** Ends it as a crash would; what it held is gone. */
  kill(): Promise<void>;
  /** Lets it hang: connections stay open and nothing is answered. */
  freeze(): void;
  thaw(): void;
  /** After {@link kill}. */
  restart(): Promise<void>;
}

/** False when this machine has no redis-server. In CI it must have one. */
export function hasRedis(): boolean {
  const found = spawnSync('redis-server', ['--version']).status === 0;
  return isInstalled({ name: 'redis-server', found, install: 'apt install redis-server (Debian), brew install redis (macOS)' });
}

export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  let running = await launch(port);
  const kill = async () => {
    if (running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, 'exit');
    running.kill('SIGKILL');
    await ended;
  };
  return {
    uri: `redis://127.0.0.1:${port}`,
    port,
    kill,
    freeze: () => void running.kill('SIGSTOP'),
    thaw: () => void running.kill('SIGCONT'),
    restart: async () => {
      running = await launch(port);
    },
    [Symbol.asyncDispose]: kill,
  };
}

async function launch(port: number): Promise<ChildProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--maxmemory', '64mb'];
  const server = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of createInterface({ input: server.stdout })) if (line.includes('Ready to accept connections')) return server;
  throw new Error(`redis-server ended before it was ready on port ${port}`);
}
