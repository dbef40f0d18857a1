import { spawnSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createConsumer, declaredPackages } from './consumer.js';

/** A host's test as Jest runs it without any configuration: CommonJS. */
const HOST_TEST = `
const { AdaptiveLearningError, createEngine } = require('adaptive-learning-engine');
const { sm2 } = require('adaptive-learning-engine/algorithms');

test('the library loads and its errors are recognised', async () => {
  expect(typeof sm2).not.toBe('undefined');
  await expect(createEngine({})).rejects.toThrow(AdaptiveLearningError);
});
`;

test('a Jest project without configuration runs', { timeout: 120_000 }, () => {
  const consumer = createConsumer(declaredPackages);
  writeFileSync(join(consumer.folder, 'package.json'), '{ "name": "consumer", "private": true }');
  writeFileSync(join(consumer.folder, 'host.test.js'), HOST_TEST);
  const jest = resolve('node_modules/jest/bin/jest.js');
  const { stderr, status } = spawnSync(process.execPath, [jest, '--rootDir', consumer.folder, '--no-watchman'], {
    cwd: consumer.folder,
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  expect(stderr).toContain('1 passed');
});

test('the Jest recipe of docs/hosts.md runs as it stands', { timeout: 240_000 }, () => {
  const consumer = createConsumer(declaredPackages);
  const setup = { globalSetup: './global-setup.cjs', globalTeardown: './global-teardown.cjs', testMatch: ['**/*.test.cjs'] };
  writeFileSync(join(consumer.folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, jest: setup }));
  cpSync('examples/jest', consumer.folder, { recursive: true });
  const jest = resolve('node_modules/jest/bin/jest.js');
  const { stderr, status } = spawnSync(
    process.execPath,
    ['--experimental-vm-modules', jest, '--rootDir', consumer.folder, '--no-watchman'],
    {
      cwd: consumer.folder,
      encoding: 'utf8',
    },
  );
  expect(status, stderr).toBe(0);
  expect(stderr).toContain('1 passed');
});
