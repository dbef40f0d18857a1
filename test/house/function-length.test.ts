import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { projectFiles } from './project-files.js';

const MOST_LINES = 100;

test(`no function is longer than ${MOST_LINES} lines, from its name to its last brace`, () => {
  const files = projectFiles().filter((file) => /^(src|test|bench|examples|scripts)\/.*\.ts$/.test(file));
  expect(files.length).toBeGreaterThan(500);
  expect(files.flatMap((file) => longFunctions(file, readFileSync(file, 'utf8')))).toEqual([]);
});

test('a function of 101 lines is found, and one of 100 is not', () => {
  const ofLines = (lines: number) => `const f = () => {\n${'  g();\n'.repeat(lines - 2)}};`;
  expect(longFunctions('a.ts', ofLines(MOST_LINES))).toEqual([]);
  expect(longFunctions('a.ts', `\n${ofLines(MOST_LINES + 1)}`)).toEqual(['a.ts:2, 101 lines']);
});

/** The callback of a `describe` is a list of tests: the length of each of them counts. */
function isSuite(node: ts.Node, source: ts.SourceFile): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression.getText(source).startsWith('describe');
}

function longFunctions(file: string, text: string): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const lineAt = (position: number) => source.getLineAndCharacterOfPosition(position).line + 1;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined && !isSuite(node, source)) {
      const [first, last] = [lineAt(node.getStart(source)), lineAt(node.end)];
      if (last - first + 1 > MOST_LINES) found.push(`${file}:${first}, ${last - first + 1} lines`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
