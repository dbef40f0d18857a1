import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createConsumer, declaredPackages } from './consumer.js';

/** Where the driver's copies are two, its classes are two types: this must compile, and what is no database must not. */
const HOST = `
import { createEngine } from 'adaptive-learning-engine';
import { createRepositories } from 'adaptive-learning-engine/repositories';
import { MongoClient } from 'mongodb';

const db = new MongoClient('mongodb://127.0.0.1').db('app');
export const opened = createEngine({ db });
export const repositories = createRepositories(db);
// @ts-expect-error: a client is no database
export const refused = createEngine({ db: new MongoClient('mongodb://127.0.0.1') });
`;

test('a host compiles with a copy of the driver of its own, as mongoose brings one', { timeout: 120_000 }, () => {
  const consumer = createConsumer((manifest) => [...declaredPackages(manifest), '@types/node']);
  const host = join(consumer.folder, 'host');
  mkdirSync(join(host, 'node_modules'), { recursive: true });
  for (const name of ['mongodb', 'bson']) cpSync(resolve('node_modules', name), join(host, 'node_modules', name), { recursive: true });
  const compilerOptions = { target: 'ES2022', module: 'NodeNext', types: ['node'], strict: true, skipLibCheck: true, noEmit: true };
  writeFileSync(join(host, 'package.json'), '{ "name": "host", "private": true, "type": "module" }');
  writeFileSync(join(host, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] }));
  writeFileSync(join(host, 'main.ts'), HOST);
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '--pretty', 'false'], { cwd: host, encoding: 'utf8' });
  expect(stdout).toBe('');
});
