import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createConsumer, declaredPackages } from './consumer.js';

/** Types that a compiler may make for a program that imports the package and checks libraries; the peers, mongodb and zod, make 204,000. */
const MOST_INSTANTIATIONS = 250_000;

const CHECKING_LIBRARIES = {
  compilerOptions: { target: 'ES2022', module: 'NodeNext', types: ['node'], strict: true, skipLibCheck: false, noEmit: true },
  files: ['main.ts'],
};

test('a program that imports the package costs a compiler no more than the budget', () => {
  const consumer = createConsumer((manifest) => [...declaredPackages(manifest), '@types/node']);
  writeFileSync(join(consumer.folder, 'tsconfig.json'), JSON.stringify(CHECKING_LIBRARIES));
  writeFileSync(join(consumer.folder, 'main.ts'), "import * as engine from 'adaptive-learning-engine';\nvoid engine;\n");
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const run = spawnSync(process.execPath, [tsc, '--pretty', 'false', '--extendedDiagnostics'], {
    cwd: consumer.folder,
    encoding: 'utf8',
  });
  expect(run.stdout).not.toMatch(/error TS/);
  const instantiations = Number(/^Instantiations:\s+(?<count>\d+)$/m.exec(run.stdout)?.groups?.['count']);
  console.info(`instantiations with skipLibCheck false: ${instantiations} of ${MOST_INSTANTIATIONS}`);
  expect(instantiations).toBeGreaterThan(100_000);
  expect(instantiations).toBeLessThanOrEqual(MOST_INSTANTIATIONS);
});
