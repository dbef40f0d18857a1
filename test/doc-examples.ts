import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Runs the `@example` blocks in the doc comments of a folder, with `scope` (the room's exports) in reach, and compares
 * each `expression //=> value`:
 *
 *     expression //=> value               by toEqual; the comment may also stand on the line after the expression
 *     const name = expression //=> value  the same, and keeps the name for the lines that follow
 *     expression //=> 0.4737…             a number rounded to the digits shown, anywhere inside the value
 *     expression //=> throws some_code    throws an error with that `code`
 *
 * Examples are JavaScript; each is its own test. Every function that `scope` exports must have one.
 */
export function testDocExamples(folder: string, scope: Readonly<Record<string, unknown>>): void {
  const examples = sourceFiles(folder).flatMap((file) => examplesOf(readFileSync(file, 'utf8'), relative(folder, file)));

  describe(`examples in the doc comments of ${relative(process.cwd(), folder)}`, () => {
    it.each(examples)('$file, line $line: $subject', ({ code }) => {
      const checks = runExample(code, scope);
      expect(checks, 'an example shows at least one result, as `expression //=> value`').toBeGreaterThan(0);
    });

    it('are there for every function of the front door', () => {
      const shown = new Set(examples.map((example) => example.subject));
      const functions = Object.keys(scope).filter((name) => typeof scope[name] === 'function' && !isClass(scope[name]));
      expect(functions.filter((name) => !shown.has(name))).toEqual([]);
    });
  });
}

export interface DocExample {
  readonly file: string;
  /** Of the `@example` tag, from 1. */
  readonly line: number;
  /** The name of what the comment stands above. */
  readonly subject: string;
  readonly code: string;
}

/** The examples in the doc comments of one source text. */
export function examplesOf(source: string, file: string): readonly DocExample[] {
  const examples: DocExample[] = [];
  for (const comment of source.matchAll(/\/\*\*(?<body>.*?)\*\/\s*(?<declaration>[^\n]*)/gs)) {
    const { body = '', declaration = '' } = comment.groups ?? {};
    const subject = /(?:function|const|class|type|interface)\s+(?<name>\w+)/.exec(declaration)?.groups?.['name'] ?? declaration.trim();
    const lines = body.split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
    for (const [at, line] of lines.entries()) {
      if (!line.startsWith('@example')) continue;
      const rest = lines.slice(at + 1);
      const end = rest.findIndex((next) => next.startsWith('@'));
      const before = source.slice(0, comment.index).split('\n').length;
      examples.push({ file, line: before + at, subject, code: rest.slice(0, end === -1 ? rest.length : end).join('\n') });
    }
  }
  return examples;
}

/** Runs one example and returns how many results it compared; throws as `expect` does where one differs. */
export function runExample(code: string, scope: Readonly<Record<string, unknown>>): number {
  let checks = 0;
  const check = (actual: () => unknown, expected: () => unknown): void => {
    checks += 1;
    expect(actual()).toEqual(expected());
  };
  const checkThrows = (actual: () => unknown, code: string): void => {
    checks += 1;
    let thrown: unknown;
    try {
      actual();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code });
  };
  const rounded = (value: number, digits: number): unknown => expect.closeTo(value, digits);
  const names = { ...scope, __check: check, __checkThrows: checkThrows, __rounded: rounded };
  new Function(...Object.keys(names), `'use strict';\n${withChecks(code)}`)(...Object.values(names));
  return checks;
}

/** The example with each `//=>` turned into a call of `__check`. */
function withChecks(code: string): string {
  const statements: string[] = [];
  let open = '';
  for (const line of code.replace(/\n\s*\/\/=>/g, ' //=>').split('\n')) {
    const [text = '', result] = line.split('//=>');
    open += `${open === '' ? '' : '\n'}${text}`;
    if (result !== undefined) {
      statements.push(checked(open.trim().replace(/;$/, ''), result.trim()));
      open = '';
    } else if (open.trimEnd().endsWith(';')) {
      statements.push(open);
      open = '';
    }
  }
  return [...statements, open].join('\n');
}

function checked(statement: string, result: string): string {
  const thrown = /^throws (?<code>\w+)$/.exec(result)?.groups?.['code'];
  if (thrown !== undefined) return `__checkThrows(() => (${statement}), '${thrown}');`;
  const value = result.replace(/(-?\d+(?:\.(\d+))?)…/g, (_, shown: string, digits = '') => `__rounded(${shown}, ${digits.length})`);
  const name = /^const (?<name>\w+) =/.exec(statement)?.groups?.['name'];
  if (name !== undefined) return `${statement};\n__check(() => ${name}, () => (${value}));`;
  return `__check(() => (${statement}), () => (${value}));`;
}

function sourceFiles(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function isClass(value: unknown): boolean {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
}
