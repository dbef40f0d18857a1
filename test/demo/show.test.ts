import { describe, expect, it } from 'vitest';
import type { PredictionRecord } from '../../examples/demo/prediction-record.js';
import { BrailleCanvas } from '../../examples/demo/show/braille-canvas.js';
import { bar, count, date, decimal, percent } from '../../examples/demo/show/figures.js';
import { retentionAt } from '../../examples/demo/show/memory-of-concept.js';
import { OWN_COLOURS, paintFor } from '../../examples/demo/show/paint.js';
import { showPredictions } from '../../examples/demo/show/predictions.js';
import { Sheet } from '../../examples/demo/show/sheet.js';
import { table } from '../../examples/demo/show/table.js';
import { terminalText } from '../../examples/demo/show/terminal-text.js';
import { studyProgress } from '../../examples/demo/study-progress.js';

function written(show: (sheet: Sheet) => void): string[] {
  let text = '';
  show(new Sheet({ write: (more) => (text += more) }, {}));
  return text.split('\n');
}

describe('colours', () => {
  it('are for a terminal that wants them', () => {
    expect(paintFor({ isTTY: true }, {}).red('a')).toBe('\u001B[31ma\u001B[0m');
    expect(paintFor({ isTTY: true }, { NO_COLOR: '1' }).red('a')).toBe('a');
    expect(paintFor({ isTTY: true }, { TERM: 'dumb' }).red('a')).toBe('a');
    expect(paintFor({}, {}).red('a')).toBe('a');
  });
});

describe('a sheet', () => {
  const hostile = 'Ada\u001B[31m\u001B[2J\r\n\u0000\u009B1m\u202Eabc\u2028\u200B\ud800';

  it.each([true, false])('writes nothing of a name that a terminal would act on (colours: %s)', (isTTY) => {
    let text = '';
    const sheet = new Sheet({ isTTY, write: (more) => (text += more) }, {});
    sheet.line(`a ${terminalText(hostile)}`);
    sheet.heading(hostile);
    sheet.note(hostile);
    sheet.line(sheet.paint.cyan(hostile));
    table(sheet, [{ title: hostile }], [[hostile]]);
    const own = new RegExp(OWN_COLOURS, 'g');
    for (const line of text.replace(own, '').split('\n')) expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    expect(text.split('\n')).toHaveLength(8);
    expect(text.match(own) ?? []).toHaveLength(isTTY ? 8 : 0);
  });

  it('leaves the joiners of emoji, and what else people write', () => {
    expect(terminalText('👩🏽‍🚀 مرحبا Ünal')).toBe('👩🏽‍🚀 مرحبا Ünal');
  });
});

describe('figures', () => {
  it('are written for people', () => {
    expect([count(12_580), percent(0.847), decimal(0.52768), decimal(null), decimal(Number.NaN)]).toEqual([
      '12,580',
      '85 %',
      '0.528',
      '–',
      '–',
    ]);
    expect(date(new Date('2026-11-16T23:30:00Z'), 'Europe/Zurich')).toBe('2026-11-17');
  });

  it('are drawn to an eighth of a cell, and never beyond the bar', () => {
    expect([bar(0, 4), bar(0.5, 4), bar(0.53125, 4), bar(1, 4), bar(7, 4), bar(-1, 4)]).toEqual([
      '    ',
      '██  ',
      '██▏ ',
      '████',
      '████',
      '    ',
    ]);
  });
});

describe('a table', () => {
  it('is as wide as its widest cells, and holds no control characters', () => {
    const columns = [{ title: 'name' }, { title: 'n', side: 'right' }] as const;
    expect(
      written((sheet) =>
        table(sheet, columns, [
          ['Ada\u001B[2J', '7'],
          ['B', '12'],
        ]),
      ),
    ).toEqual(['  name       n', '  Ada?[2J    7', '  B         12', '']);
  });
});

describe('the canvas', () => {
  it('sets eight dots in each character and lets what is outside be', () => {
    const canvas = new BrailleCanvas(2, 1);
    for (const [x, y] of [
      [0, 0],
      [1, 3],
      [3, 0],
      [4, 0],
      [0, 4],
      [-1, 0],
    ] as const)
      canvas.dot(x, y);
    expect(canvas.rows()).toEqual(['⢁⠈']);
  });
});

describe('the memory of a concept', () => {
  it('fades by the curve that the last answer left', () => {
    const curve = { initial_strength: 1, decay_rate: 0.15, stability: 10 };
    const day = (number: number) => new Date(number * 86_400_000);
    const practices = [
      { at: day(0), day: 0, correct: true, curve },
      { at: day(10), day: 10, correct: true, curve: { ...curve, stability: 100 } },
    ];
    const memory = { practices, dayAt: (at: number) => Math.floor(at / 86_400_000) };
    expect(retentionAt(memory, day(-1).getTime())).toBeUndefined();
    expect(retentionAt(memory, day(10).getTime() - 1)).toBeCloseTo(0.9);
    expect(retentionAt(memory, day(10).getTime())).toBe(1);
    expect(retentionAt(memory, day(110).getTime())).toBeCloseTo(0.9);
    // Nothing is forgotten before the learner has slept.
    expect(retentionAt(memory, day(10.9).getTime())).toBe(1);
  });
});

describe('the page on predictions', () => {
  const records: PredictionRecord[] = [
    { predicted: 0.8, actual: true, onLaterDay: false, truth: 0.9 },
    { predicted: 0.4, actual: false, onLaterDay: true, truth: 0.1 },
  ];

  it('sets the log loss beside the base rate’s and the truth’s', () => {
    const lines = written((sheet) => showPredictions(sheet, records));
    expect(cells(lines, 'all answers')).toEqual(['2', '50 %', '0.367', '0.693', '0.105', '1.000', '0.300']);
    expect(cells(lines, 'on a later day')).toEqual(['1', '0 %', '0.511', '0.000', '0.105', '–', '0.400']);
  });

  it('claims no truth where nobody knows it, and survives no answers at all', () => {
    const text = written((sheet) =>
      showPredictions(
        sheet,
        records.map(({ truth, ...rest }) => rest),
      ),
    ).join('\n');
    expect(text).not.toContain('truth');
    expect(() => written((sheet) => showPredictions(sheet, []))).not.toThrow();
  });

  it('fits into a hundred columns', () => {
    expect(Math.max(...written((sheet) => showPredictions(sheet, records)).map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

function cells(lines: readonly string[], title: string): string[] {
  const line = lines.find((text) => text.trim().startsWith(title)) ?? '';
  return line.trim().split(/ {2,}/).slice(1);
}

describe('progress', () => {
  it('is a line from time to time where no bar can be drawn', () => {
    let text = '';
    const progress = studyProgress({ write: (more) => (text += more) }, 'Importing', 2_000, 0);
    progress.update(500, 500);
    progress.update(2_000, 2_000);
    progress.stop();
    expect(text).toMatch(/^Importing: 25 %, 500 answers, [\d,]+\/s\nImporting: 100 %, 2,000 answers, [\d,]+\/s\n$/);
  });
});
