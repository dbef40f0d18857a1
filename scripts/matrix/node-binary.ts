import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** The newest Node of a major version, kept in .cache: npm carries Node itself as one package per platform. */
export function nodeBinary(major: number): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const folder = resolve('.cache', 'matrix', `node-${major}`);
  const binary = resolve(folder, 'node_modules', name, 'bin', platform === 'win' ? 'node.exe' : 'node');
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    execFileSync('npm', ['install', '--prefix', folder, '--no-package-lock', '--loglevel=error', `${name}@${major}`], { stdio: 'inherit' });
  }
  return binary;
}
