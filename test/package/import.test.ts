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

test('reports can be gathered and kept where vega is not installed; drawing one says what to install', () => {
  const consumer = createConsumer((manifest) => declaredPackages(manifest).filter((name) => !name.startsWith('vega')));
  const program = `
    const { masteryByTopic, renderReport } = await import('adaptive-learning-engine/report');
    const charts = [masteryByTopic([])];
    const report = { kind: 'learner', title: 'T', about: 'A', as_of: '2026-11-21', timezone: 'UTC', period: '', figures: [], charts, texts: {} };
    const { code, message } = await renderReport(report).catch((error) => error);
    console.log(JSON.stringify({ says: charts[0].says, code, message }));`;
  expect(runProgram(consumer, 'module', program)).toEqual({
    says: 'The learner has not practised anything yet.',
    code: 'package_missing',
    message: expect.stringContaining('npm install vega vega-lite'),
  });
});

test('collections do not load where zod is missing: the test above can fail', () => {
  const consumer = createConsumer(({ dependencies }) => Object.keys(dependencies).filter((name) => name !== 'zod'));
  expect(() => runProgram(consumer, 'module', `await import('adaptive-learning-engine/collections')`)).toThrow(/zod/);
});
