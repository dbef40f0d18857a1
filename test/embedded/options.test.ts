import { describe, expect, it } from 'vitest';
import { startEmbedded } from '../../src/embedded/index.js';
import { redact } from '../../src/embedded/redact.js';
import { lastLine, runCommand } from '../../src/embedded/run-command.js';
import { AdaptiveLearningError } from '../../src/errors.js';

describe('options', () => {
  it.each([
    ['dbPath', 5],
    ['dbPath', ''],
    ['dbPath', 'a\0b'],
    ['port', 0],
    ['port', 65_536],
    ['port', 1.5],
    ['port', '27017'],
    ['onProgress', 'bar'],
    ['signal', {}],
    ['serverParameters', []],
    ['serverParameters', { 'a=b --fork': 1 }],
    ['serverParameters.x', { x: null }],
    ['serverParameters.x', { x: Number.NaN }],
    ['cacheDir', false],
    ['env', 'PATH=/bin'],
    ['env.PATH', { PATH: 1 }],
    ['dbpath', '/data'],
  ])('a wrong %s is named: %j', async (where, value) => {
    const name = where.split('.')[0] ?? '';
    const error = await startEmbedded({ [name]: value }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AdaptiveLearningError);
    expect(error).toMatchObject({ code: 'invalid_input', where: `startEmbedded.${where}` });
  });

  it.each([null, 'options', 7, []])('options that are %j are refused', async (options) => {
    // @ts-expect-error no object of options
    await expect(startEmbedded(options)).rejects.toMatchObject({ code: 'invalid_input', where: 'startEmbedded.options' });
  });
});

describe('a command', () => {
  const env = process.env;

  it('that stands still is ended', async () => {
    const began = Date.now();
    const idle = ['-e', 'setInterval(() => undefined, 1000)'];
    const result = await runCommand(process.execPath, idle, { env, signal: undefined, stallMs: 500 });
    expect(result).toMatchObject({ code: undefined, problem: 'nothing moved for 1 s' });
    expect(Date.now() - began).toBeLessThan(3000);
  });

  it('that gets on is left alone, however long it takes', async () => {
    const busy = ['-e', 'let n = 0; setInterval(() => { console.log(n++); if (n === 8) process.exit(3); }, 100)'];
    const result = await runCommand(process.execPath, busy, { env, signal: undefined, stallMs: 600 });
    expect(result).toMatchObject({ code: 3, problem: undefined });
    expect(lastLine(result.output)).toBe('7');
    let growing = 0;
    const quiet = ['-e', 'setTimeout(() => undefined, 1000)'];
    const measured = await runCommand(process.execPath, quiet, {
      env,
      signal: undefined,
      stallMs: 500,
      measure: () => Promise.resolve(growing++),
    });
    expect(measured).toMatchObject({ code: 0, problem: undefined });
  });

  it('that does not exist is a result, not an exception', async () => {
    const result = await runCommand('no-such-command-anywhere', [], { env, signal: undefined, stallMs: 500 });
    expect(result).toMatchObject({ code: undefined, problem: expect.stringContaining('ENOENT') });
  });
});

it.each([
  ['mongodb://ada:s3cret@db.test:27017/x', 'mongodb://***@db.test:27017/x'],
  ['mongodb+srv://ada:s%40cret@db.test', 'mongodb+srv://***@db.test'],
  ['see mongodb://a:p@ss@h1,h2/?x=1 and https://t0ken@index.test/simple', 'see mongodb://***@h1,h2/?x=1 and https://***@index.test/simple'],
  ['mongodb://db.test/x?mail=a@b', 'mongodb://db.test/x?mail=a@b'],
])('%s is shown as %s', (text, shown) => {
  expect(redact(text)).toBe(shown);
});
