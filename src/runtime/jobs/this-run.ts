import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** Of a name of a host so many characters are stored. */
const LONGEST_HOST = 60;

/** A run in this process, as its lease names it: who looks at the leases sees where a job runs. */
export function thisRun(): string {
  return `${hostname().slice(0, LONGEST_HOST)}/${process.pid}/${randomUUID()}`;
}
