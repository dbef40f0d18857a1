import { expect, test } from 'vitest';
import { createConsumer, declaredPackages, runProgram } from './consumer.js';

test('every subpath loads by import and by require, with the same names', () => {
  const consumer = createConsumer(declaredPackages);
  for (const specifier of consumer.specifiers) {
    const imported = runProgram(consumer, 'module', `console.log(JSON.stringify(Object.keys(await import('${specifier}'))))`);
    const required = runProgram(consumer, 'commonjs', `console.log(JSON.stringify(Object.keys(require('${specifier}'))))`);
    expect(imported, specifier).not.toEqual([]);
    expect(required, specifier).toEqual(imported);
  }
});

test('algorithms load where neither mongodb nor zod is installed', () => {
  const consumer = createConsumer(({ dependencies }) => Object.keys(dependencies).filter((name) => name !== 'zod'));
  const names = runProgram(
    consumer,
    'module',
    `console.log(JSON.stringify(Object.keys(await import('adaptive-learning-engine/algorithms'))))`,
  );
  expect(names).not.toEqual([]);
});

test('collections do not load where zod is missing: the test above can fail', () => {
  const consumer = createConsumer(({ dependencies }) => Object.keys(dependencies).filter((name) => name !== 'zod'));
  expect(() => runProgram(consumer, 'module', `await import('adaptive-learning-engine/collections')`)).toThrow(/zod/);
});
