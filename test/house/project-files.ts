import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What git holds or would add, so neither node_modules nor anything built. */
export function projectFiles(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
  return listed.trim().split('\n').filter(existsSync);
}
