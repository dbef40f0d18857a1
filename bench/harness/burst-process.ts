import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { RecordAnswerInput } from 'adaptive-learning-engine';

const PROGRAM = new URL('./burst-program.ts', import.meta.url).pathname;

/** A process that records bursts of answers; their results come as text, to be compared. */
export interface BurstProcess extends AsyncDisposable {
  record(userId: string, answers: readonly RecordAnswerInput[]): Promise<string[]>;
}

export async function openBurstProcess(uri: string, database: string): Promise<BurstProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, uri, database], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('A burst process ended before its answer');
    return value;
  };
  await nextLine();
  return {
    async record(userId, answers) {
      child.stdin.write(`${JSON.stringify({ userId, answers })}\n`);
      return JSON.parse(await nextLine());
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await ended;
    },
  };
}

/** Several of them, ready to begin at the same time. */
export function openBurstProcesses(count: number, uri: string, database: string): Promise<BurstProcess[]> {
  return Promise.all(Array.from({ length: count }, () => openBurstProcess(uri, database)));
}
