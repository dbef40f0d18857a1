import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createConsumer, declaredPackages } from './consumer.js';

const STRICT = {
  compilerOptions: {
    target: 'ES2022',
    module: 'NodeNext',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    noEmit: true,
  },
  files: ['main.ts'],
};

/** A namespace of type any would let `noSuchName` pass, and then the expected error would be missing. */
const use = (specifier: string, index: number) => `
import * as room${index} from '${specifier}';
void room${index};
// @ts-expect-error: what is not exported has no type
void room${index}.noSuchName;
`;

test('every subpath type-checks in a strict project', () => {
  const consumer = createConsumer((manifest) => [...declaredPackages(manifest), '@types/node']);
  writeFileSync(join(consumer.folder, 'tsconfig.json'), JSON.stringify(STRICT));
  writeFileSync(join(consumer.folder, 'main.ts'), consumer.specifiers.map(use).join(''));
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '--pretty', 'false'], { cwd: consumer.folder, encoding: 'utf8' });
  expect(stdout).toBe('');
});
