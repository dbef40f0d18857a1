import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Latencies } from './latencies.js';

/** Room for young objects, as the process of the readers has. */
const FLAGS = ['--max-semi-space-size=64', '--import', 'tsx'];
const PROGRAM = new URL('./answer-program.ts', import.meta.url).pathname;

/** What a process of answers is to do; it goes through a command line as JSON. */
export interface AnswerOrders {
  readonly uri: string;
  readonly database: string;
  readonly learners: number;
  readonly seed: number;
  /** Answers a second. */
  readonly rate: number;
  /** What time it was for the engine, as ISO text, at `since` in milliseconds of this machine's clock. */
  readonly from: string;
  readonly since: number;
}

export interface AnswerReport extends Latencies {
  readonly seconds: number;
  /** Processors that the process kept busy. */
  readonly busy: number;
  /** Answers that waited because no learner was free. */
  readonly late: number;
}

/** A process that records answers, whether or not anybody reads. */
export interface AnswerProcess extends AsyncDisposable {
  /** The figures since the last report. */
  report(): Promise<AnswerReport>;
}

export async function startAnswers(orders: AnswerOrders): Promise<AnswerProcess> {
  const child = spawn(process.execPath, [...FLAGS, PROGRAM, JSON.stringify(orders)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('The process of answers ended before its report');
    return value;
  };
  await nextLine();
  return {
    async report() {
      child.stdin.write('report\n');
      return JSON.parse(await nextLine());
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await ended;
    },
  };
}
