import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOptions, WrongUsage } from '../../examples/demo/options.js';

describe('the command line of the demo', () => {
  it('plays class 1 of eight learners in UTC when nothing is said', () => {
    expect(readOptions([], {})).toEqual({
      file: undefined,
      db: undefined,
      keep: undefined,
      seed: 1,
      learners: 8,
      weeks: 10,
      zone: 'UTC',
      verify: false,
      keepDuplicates: false,
      skipFaulty: false,
      report: resolve('.cache/demo/learner-report.html'),
    });
  });

  it('looks for files where the person is, not where npm runs its scripts', () => {
    expect(
      readOptions(['--file', 'log.csv', '--zone', 'Europe/Zurich', '--verify', '--report', 'ada.html'], { INIT_CWD: '/home/ada' }),
    ).toMatchObject({
      file: resolve('/home/ada', 'log.csv'),
      zone: 'Europe/Zurich',
      verify: true,
      report: resolve('/home/ada', 'ada.html'),
    });
  });

  it('gives nothing when help is asked for', () => {
    expect(readOptions(['--help'], {})).toBeUndefined();
    expect(readOptions(['-h'], {})).toBeUndefined();
  });

  it.each([
    ['--nope'],
    ['extra'],
    ['--file'],
    ['--report'],
    ['--seed', '-1'],
    ['--seed', '1.5'],
    ['--seed', '4294967296'],
    ['--learners', '0'],
    ['--learners', '51'],
    ['--weeks', '11'],
    ['--zone', 'Mars/Olympus'],
    ['--zone', '+02:00'],
    ['--file', 'a.csv', '--seed', '2'],
    ['--file', 'a.csv', '--learners', '2'],
    ['--db', 'mongodb://a', '--keep', 'folder'],
    ['--keep-duplicates'],
    ['--skip-faulty', '--seed', '2'],
  ])('refuses %s %s %s %s', (...args) => {
    expect(() => readOptions(args, {})).toThrow(WrongUsage);
  });
});
