import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createConsumer, declaredPackages } from './consumer.js';

/** How hosts have TypeScript find a package; a host of CommonJS writes `main.cts`. */
const RESOLUTIONS = [
  { name: 'node10, as older hosts have it', file: 'main.cts', options: { module: 'CommonJS', moduleResolution: 'node10' } },
  { name: 'node16, from CommonJS', file: 'main.cts', options: { module: 'Node16', moduleResolution: 'node16' } },
  { name: 'node16, from an ES module', file: 'main.mts', options: { module: 'Node16', moduleResolution: 'node16' } },
  { name: 'nodenext, from CommonJS', file: 'main.cts', options: { module: 'NodeNext', moduleResolution: 'nodenext' } },
  { name: 'bundler', file: 'main.mts', options: { module: 'ESNext', moduleResolution: 'bundler' } },
];

/** A namespace of type any would let `noSuchName` pass, and then the expected error would be missing. */
const use = (specifier: string, index: number) => `
import * as room${index} from '${specifier}';
void room${index};
// @ts-expect-error: what is not exported has no type
void room${index}.noSuchName;
`;

test('types resolve under every module resolution of TypeScript', { timeout: 120_000 }, () => {
  const consumer = createConsumer((manifest) => [...declaredPackages(manifest), '@types/node']);
  const said = RESOLUTIONS.map(({ name, file, options }) => {
    writeFileSync(join(consumer.folder, file), consumer.specifiers.map(use).join(''));
    const compilerOptions = { target: 'ES2022', types: ['node'], strict: true, skipLibCheck: true, noEmit: true, ...options };
    writeFileSync(join(consumer.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
    const tsc = resolve('node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '--pretty', 'false'], { cwd: consumer.folder, encoding: 'utf8' });
    return { name, said: stdout };
  });
  expect(said).toEqual(RESOLUTIONS.map(({ name }) => ({ name, said: '' })));
});
