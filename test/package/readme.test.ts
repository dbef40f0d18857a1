import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ENGINE_VERBS } from '../../src/engine/engine-verbs.js';
import { LEARNER_VERBS } from '../../src/engine/learner-verbs.js';
import { fencedCode } from '../examples/readme.js';
import { createConsumer, declaredPackages } from './consumer.js';

const compilerOptions = {
  target: 'ES2022',
  module: 'NodeNext',
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  noEmit: true,
};

/** What the examples of verbs may name. */
const SCOPE = `
import type { Engine, InputOf } from 'adaptive-learning-engine';
declare const engine: Engine;
const learner = engine.as({ userId: 'ada', role: 'learner' });
const system = engine.as({ userId: 'ada', role: 'system' });
declare const answers: InputOf<'recordAnswer'>[];
declare const session_id: string;
declare const intervention_id: string;
`;

/** Each with names of its own. */
const VERBS = [...Object.values(ENGINE_VERBS), ...Object.values(LEARNER_VERBS)].map(({ example }) => `{\n${example}\n}`).join('\n');

test.each([
  ['the quickstart of the README', fencedCode('ts')],
  ['the examples of docs/verbs.md', SCOPE + VERBS],
])('%s compiles as it stands in a strict project, and a misspelt field in it does not', { timeout: 120_000 }, (_, code) => {
  const consumer = createConsumer((manifest) => [...declaredPackages(manifest), '@types/node']);
  const misspelt = code.replace('response_time_seconds', 'response_time');
  expect(misspelt).not.toBe(code);
  const files = { 'right.ts': code, 'misspelt.ts': misspelt };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(consumer.folder, name), text);
  writeFileSync(join(consumer.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: Object.keys(files) }));
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '--pretty', 'false'], { cwd: consumer.folder, encoding: 'utf8' });
  expect(stdout.split('\n').filter((line) => line !== '' && !line.startsWith('misspelt.ts') && !line.startsWith(' '))).toEqual([]);
  expect(stdout).toMatch(/misspelt\.ts.*response_time/s);
});
