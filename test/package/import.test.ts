import { expect, test } from 'vitest';
import { createConsumer, declaredPackages, runProgram } from './consumer.js';

test('every subpath loads by require and by import, with the same names', () => {
  const consumer = createConsumer(declaredPackages);
  for (const specifier of consumer.specifiers) {
    // By require first: it refuses what import would wait for. Both are one module, see `module-sync` in package.json.
    const program = `
      const required = Object.keys(require('${specifier}'));
      import('${specifier}').then((imported) => console.log(JSON.stringify({ required, imported: Object.keys(imported) })));`;
    const { required, imported } = runProgram(consumer, 'commonjs', program) as Record<'required' | 'imported', string[]>;
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
