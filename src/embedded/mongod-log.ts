import { readFile } from 'node:fs/promises';

/** Lines of a log that go into an error. */
const SHOWN_LINES = 8;
const SHOWN_WIDTH = 400;

/** What mongod's log says about its end. */
export interface LogStory {
  /** Why it could not start, where a caller may do something about it. */
  readonly trouble: 'port_taken' | 'folder_in_use' | undefined;
  /** The last errors, or the last lines where there are none. */
  readonly lastLines: string;
}

/**
 * Reads the log of a mongod that ended. Each line is JSON with a severity `s` (F fatal, E error, W, I, D) and a message `msg`;
 * a line that is not JSON comes from the loader of the operating system, and matters as much as an error.
 */
export async function readLog(logFile: string): Promise<LogStory> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(readLine);
  const serious = lines.filter(({ severity }) => severity === 'F' || severity === 'E');
  const shown = (serious.length > 0 ? serious : lines).slice(-SHOWN_LINES);
  return {
    trouble: troubleIn(text),
    lastLines: shown.map(({ message }) => `  ${message.slice(0, SHOWN_WIDTH)}`).join('\n') || '  (its log is empty)',
  };
}

function troubleIn(text: string): LogStory['trouble'] {
  if (text.includes('Address already in use') || text.includes('SocketException: Only one usage')) return 'port_taken';
  if (text.includes('DBPathInUse')) return 'folder_in_use';
  return undefined;
}

function readLine(line: string): { readonly severity: string; readonly message: string } {
  try {
    const { s, msg, attr } = JSON.parse(line) as { s: string; msg: string; attr?: unknown };
    return { severity: s, message: attr === undefined ? msg : `${msg} ${JSON.stringify(attr)}` };
  } catch {
    return { severity: 'E', message: line };
  }
}
