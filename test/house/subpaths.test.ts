import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FAMILIES, PUBLIC_ENTRIES, PUBLIC_FILES } from '../../scripts/public-entries.js';

interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly typesVersions: unknown;
}

const { exports, typesVersions } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const subpaths = Object.keys(PUBLIC_ENTRIES).filter((name) => name !== 'index');

test('package.json exports every file of src/public and every family of algorithms, nothing else', () => {
  const built = (path: string) => {
    const module = { types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` };
    // The first that fits is taken: Node's own require loads the module too, what does not know `module-sync` loads CommonJS.
    return { 'module-sync': module, import: module, require: { types: `./dist/${path}.d.cts`, default: `./dist/${path}.cjs` } };
  };
  expect(exports).toEqual({
    '.': built('index'),
    ...Object.fromEntries(subpaths.map((name) => [`./${name}`, built(name)])),
    './package.json': './package.json',
  });
});

test('and tells a TypeScript that reads no exports where the types are', () => {
  expect(typesVersions).toEqual({ '*': Object.fromEntries(subpaths.map((name) => [name, [`./dist/${name}.d.ts`]])) });
});

const NAMED_EXPORT = /^export (type )?(\{[^}]*\}|\* as \w+) from '\.[^']*'$/;
/** Rooms that users reach whole: their own index writes the names out. */
const WHOLE = ['algorithms', 'embedded', 'modules/accounts', 'report', 'simulator'];
const FAMILY = /^export \* from '\.\/[\w-]+(\/[\w-]+)?\/index\.js'$/;
const ENTRY_OF_A_ROOM = new RegExp(`^export \\* from '\\.\\./(${WHOLE.join('|')})/index\\.js'$`);

test.each([
  ...PUBLIC_FILES.map((file) => `public/${file}`),
  ...WHOLE.map((name) => `${name}/index.ts`),
  ...FAMILIES.map((file) => `algorithms/${file}`),
])('src/%s only hands on names, each one written out', (file) => {
  const statements = readFileSync(`src/${file}`, 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
  expect(statements).not.toEqual([]);
  const allowed = (statement: string) =>
    NAMED_EXPORT.test(statement) ||
    (file.startsWith('public/') && ENTRY_OF_A_ROOM.test(statement)) ||
    (file === 'algorithms/index.ts' && FAMILY.test(statement));
  expect(statements.filter((statement) => !allowed(statement))).toEqual([]);
});
