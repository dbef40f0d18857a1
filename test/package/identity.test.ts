import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createConsumer, declaredPackages, runProgram } from './consumer.js';

const FIND_COPIES = `
  import { createRequire } from 'node:module';
  const require = createRequire(import.meta.url);
  const seen = new Map();
  const copies = [];
  for (const specifier of SPECIFIERS) {
    for (const [how, module] of [['import', await import(specifier)], ['require', require(specifier)]]) {
      for (const [name, value] of Object.entries(module)) {
        if (!seen.has(name)) seen.set(name, value);
        else if (seen.get(name) !== value) copies.push(name + ' of ' + how + ' ' + specifier);
      }
    }
  }
  console.log(JSON.stringify({ copies, names: [...seen.keys()] }));
`;

test('a name means one and the same thing, whichever subpath it comes from and however it is loaded', () => {
  const consumer = createConsumer(declaredPackages);
  const program = FIND_COPIES.replace('SPECIFIERS', JSON.stringify(consumer.specifiers));
  const found = runProgram(consumer, 'module', program) as { copies: string[]; names: string[] };
  expect(found.names).toContain('AdaptiveLearningError');
  expect(found.copies).toEqual([]);
});

test('the class of our errors is built once', () => {
  const { folder } = createConsumer(() => []);
  const dist = join(folder, 'node_modules', 'adaptive-learning-engine', 'dist');
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  const code = files.map((file) => readFileSync(join(dist, file), 'utf8')).join('\n');
  expect(code.match(/= ["']AdaptiveLearningError["']/g)).toHaveLength(1);
});
