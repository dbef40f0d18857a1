import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as algorithms from '../../src/algorithms/index.js';
import { examplesOf, runExample, testDocExamples } from '../doc-examples.js';

testDocExamples(fileURLToPath(new URL('../../src/algorithms', import.meta.url)), algorithms);

describe('the runner of doc examples', () => {
  it('counts the results that it compared', () => {
    expect(runExample('const two = 1 + 1 //=> 2\ntwo * 2;\n[two,\n  3]\n//=> [2, 3]', {})).toBe(2);
  });

  it.each([
    ['a wrong value', '1 + 1 //=> 3'],
    ['a wrong value behind a name', 'const two = 1 + 1 //=> 3'],
    ['a number that is off in the last digit shown', '2 / 3 //=> 0.66…'],
    ['a missing error', '1 //=> throws invalid_input'],
    ['an error of another code', '(() => { throw Object.assign(new Error(), { code: "b" }); })() //=> throws a'],
    ['an error where a value was promised', 'missing //=> 1'],
  ])('fails on %s', (_, code) => {
    expect(() => runExample(code, {})).toThrow();
  });

  it('rounds to the digits shown', () => {
    expect(runExample('[2 / 3, -2 / 3, 10.0001] //=> [0.667…, -0.67…, 10…]', {})).toBe(1);
  });

  it('finds the example and what it belongs to', () => {
    const source = '/**\n * Doubles.\n * @example\n * double(1) //=> 2\n * @see half\n */\nexport function double() {}';
    expect(examplesOf(source, 'double.ts')).toEqual([{ file: 'double.ts', line: 3, subject: 'double', code: 'double(1) //=> 2' }]);
  });
});
