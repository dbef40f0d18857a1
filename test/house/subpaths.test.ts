import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROOMS } from '../../rooms.config.js';

interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly typesVersions: unknown;
}

const { exports, typesVersions } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const subpaths = ROOMS.filter((room) => room.subpath).map(({ name }) => name);

test('package.json exports the front door and every room with a subpath, nothing else', () => {
  const built = (path: string) => {
    const module = { types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` };
    // The first that fits is taken: Node's own require loads the module too, what does not know `module-sync` loads CommonJS.
    return { 'module-sync': module, import: module, require: { types: `./dist/${path}.d.cts`, default: `./dist/${path}.cjs` } };
  };
  expect(exports).toEqual({
    '.': built('index'),
    ...Object.fromEntries(subpaths.map((name) => [`./${name}`, built(`${name}/index`)])),
    './package.json': './package.json',
  });
});

test('and tells a TypeScript that reads no exports where the types are', () => {
  expect(typesVersions).toEqual({ '*': Object.fromEntries(subpaths.map((name) => [name, [`./dist/${name}/index.d.ts`]])) });
});

const NAMED_EXPORT = /^export (type )?(\{[^}]*\}|\* as \w+) from '\.[^']*'$/;

test.each(['index.ts', ...subpaths.map((name) => `${name}/index.ts`)])('src/%s only hands on names, each one written out', (file) => {
  const statements = readFileSync(`src/${file}`, 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
  expect(statements).not.toEqual([]);
  expect(statements.filter((statement) => !NAMED_EXPORT.test(statement))).toEqual([]);
});
