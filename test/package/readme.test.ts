import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { fencedCode } from '../examples/readme.js';
import { createConsumer, declaredPackages } from './consumer.js';

const compilerOptions = {
  target: 'ES2022',
  module: 'NodeNext',
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noUnusedLocals: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  noEmit: true,
};

test('the quickstart of the README compiles as it stands in a strict project', { timeout: 120_000 }, () => {
  const consumer = createConsumer((manifest) => [...declaredPackages(manifest), '@types/node']);
  const compile = (code: string) => {
    writeFileSync(join(consumer.folder, 'quickstart.ts'), code);
    writeFileSync(join(consumer.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['quickstart.ts'] }));
    const tsc = resolve('node_modules/typescript/bin/tsc');
    return spawnSync(process.execPath, [tsc, '--pretty', 'false'], { cwd: consumer.folder, encoding: 'utf8' }).stdout;
  };
  const quickstart = fencedCode('ts');
  expect(compile(quickstart)).toBe('');
  expect(compile(quickstart.replace('response_time_seconds', 'response_time'))).toContain('response_time');
});
