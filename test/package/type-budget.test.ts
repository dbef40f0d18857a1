import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createConsumer, declaredPackages } from './consumer.js';

/** Types that a compiler may make for a program that imports the package and checks libraries; the peers, mongodb and zod, make 204,000. */
const BUDGETS = [
  { imported: 'the package', most: 250_000, isImported: (subpath: string) => !subpath.includes('/') },
  { imported: '/accounts', most: 260_000, isImported: (subpath: string) => subpath.endsWith('/accounts') },
  { imported: 'every subpath', most: 275_000, isImported: () => true },
] as const;

const CHECKING_LIBRARIES = {
  compilerOptions: { target: 'ES2022', module: 'NodeNext', types: ['node'], strict: true, skipLibCheck: false, noEmit: true },
  files: ['main.ts'],
};

test.each(BUDGETS)('a program that imports $imported costs a compiler no more than $most', ({ imported, most, isImported }) => {
  const consumer = createConsumer((manifest) => [...declaredPackages(manifest), '@types/node']);
  writeFileSync(join(consumer.folder, 'tsconfig.json'), JSON.stringify(CHECKING_LIBRARIES));
  const names = consumer.specifiers.filter(isImported);
  const lines = names.map((name, place) => `import * as part${place} from '${name}';\nvoid part${place};\n`);
  writeFileSync(join(consumer.folder, 'main.ts'), lines.join(''));
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const run = spawnSync(process.execPath, [tsc, '--pretty', 'false', '--extendedDiagnostics'], {
    cwd: consumer.folder,
    encoding: 'utf8',
  });
  expect(run.stdout).not.toMatch(/error TS/);
  const instantiations = Number(/^Instantiations:\s+(?<count>\d+)$/m.exec(run.stdout)?.groups?.['count']);
  console.info(`instantiations of ${imported} with skipLibCheck false: ${instantiations} of ${most}`);
  expect(instantiations).toBeGreaterThan(100_000);
  expect(instantiations).toBeLessThanOrEqual(most);
});
