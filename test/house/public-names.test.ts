import { join, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { PUBLIC_ENTRIES } from '../../scripts/public-entries.js';

const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile) as { config: object };
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
const entries = Object.entries(PUBLIC_ENTRIES).sort(([one], [other]) => (one < other ? -1 : 1));
const program = ts.createProgram(
  entries.map(([, file]) => resolve(file)),
  { ...options, noEmit: true, incremental: false, skipLibCheck: true },
);
const checker = program.getTypeChecker();

/** The names that a file exports, values apart from types. */
function namesOf(file: string): { readonly values: readonly string[]; readonly types: readonly string[] } {
  const source = program.getSourceFile(resolve(file));
  const symbol = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  const exported = symbol === undefined ? [] : checker.getExportsOfModule(symbol);
  const isValue = (each: ts.Symbol) => {
    const target = each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each;
    const isTypeOnly = each.declarations?.some((declaration) => ts.isTypeOnlyImportOrExportDeclaration(declaration)) === true;
    return !isTypeOnly && (target.flags & ts.SymbolFlags.Value) !== 0;
  };
  const sorted = (some: readonly ts.Symbol[]) => some.map(({ name }) => name).sort();
  return { values: sorted(exported.filter(isValue)), types: sorted(exported.filter((each) => !isValue(each))) };
}

/** A name that goes is a break for users, and one that comes is a promise: both are decided, and neither happens. */
test('each subpath exports the names that test/house/public-names.txt lists: npx vitest run -u test/house/public-names.test.ts', async () => {
  const lines = entries.flatMap(([subpath, file]) => {
    const { values, types } = namesOf(file);
    expect(values.length + types.length).toBeGreaterThan(0);
    return [`# ${subpath}`, ...values, ...types.map((name) => `type ${name}`), ''];
  });
  await expect(lines.join('\n')).toMatchFileSnapshot(join(import.meta.dirname, 'public-names.txt'));
});
