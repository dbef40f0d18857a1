import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { createConsumer, declaredPackages } from './consumer.js';

const MAIN = `import type { Engine, InputOf, LearnerScope } from 'adaptive-learning-engine';
export async function answer(engine: Engine, learner: LearnerScope, more: InputOf<'recordAnswer'>) {
  await learner.recordAnswer({ event_id: 'a', subject: 's', topic: 't', concept: 'c', correct: true, response_time_seconds: 12 });
  await engine.rollUp();
  return more.hints_used;
}
`;

test('an editor shows the sentence of a verb and of a field, from the types of the package', () => {
  const { folder } = createConsumer((manifest) => [...declaredPackages(manifest), '@types/node']);
  const file = join(folder, 'main.ts');
  writeFileSync(file, MAIN);
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    skipLibCheck: true,
    types: ['node'],
  };
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => (ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(readFileSync(name, 'utf8')) : undefined),
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: ts.sys.realpath ?? ((path) => path),
  });
  const shown = (name: string) =>
    ts.displayPartsToString(service.getQuickInfoAtPosition(file, MAIN.indexOf(`${name}`))?.documentation ?? []);

  expect(service.getSemanticDiagnostics(file)).toEqual([]);
  expect(shown('response_time_seconds')).toBe('The response time in seconds, 0 to 86,400.');
  expect(shown('hints_used')).toMatch(/^The number of hints used before the answer/);
  expect(shown('recordAnswer({')).toMatch(/^Records an answer in one transaction/);
  expect(shown('rollUp')).toMatch(/^Updates the daily usage figures/);
});
