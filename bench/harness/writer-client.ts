import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Writer } from './crowd.js';

const PROGRAM = new URL('./writer-program.ts', import.meta.url).pathname;

/** What a client process is to do: each writer begins with its answer of number `from`. */
export interface WriterOrders {
  readonly uri: string;
  readonly database: string;
  readonly writers: readonly (Writer & { readonly from: number })[];
}

/** What client processes have reported, by the words that came through their pipes. */
export interface Reports {
  readonly acknowledged: string[];
  /** Calls that ended in an error: not lost, as nobody was told that they are stored; `event id and code`. */
  readonly refused: string[];
}

/** A process with writers in it. */
export interface WriterClient {
  /** Lets each writer come to the end of its answer, and waits until the process has ended. */
  finish(): Promise<void>;
  /** Ends it in the middle of everything, and waits until all that it had said has been read. */
  kill(): Promise<void>;
}

/** Starts a process of writers; what it says is added to `reports`. */
export function startWriters(orders: WriterOrders, reports: Reports): WriterClient {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, JSON.stringify(orders)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const [word, eventId = '', ...detail] = line.split(' ');
    if (word === 'acknowledged') reports.acknowledged.push(eventId);
    if (word === 'refused') reports.refused.push(`${eventId}: ${detail.join(' ')}`);
  });
  const read = once(lines, 'close');
  const ended = once(child, 'exit');
  return {
    async finish() {
      child.stdin.end();
      const [code] = await ended;
      await read;
      if (code !== 0) throw new Error(`A client process ended with exit code ${String(code)}`);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
      await read;
    },
  };
}
