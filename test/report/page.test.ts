import { createHash } from 'node:crypto';
import { AdaptiveLearningError } from 'adaptive-learning-engine';
import { describe, expect, test } from 'vitest';
import { composeClassReport } from '../../src/report/compose-class-report.js';
import { composeLearnerReport } from '../../src/report/compose-learner-report.js';
import { type Report, renderReport } from '../../src/report/index.js';
import { fitApart, fitText } from '../../src/report/spec/fit-text.js';
import { CLASS_REPORT, EMPTY_REPORTS, HOSTILE_REPORTS, LEARNER_REPORT, UNREADABLE } from './charts.js';
import { CONTROLS } from './hostile.js';
import { CLASS_ROWS, LEARNER_ROWS } from './sample-rows.js';

const PAGES = await Promise.all(
  [LEARNER_REPORT, CLASS_REPORT, ...HOSTILE_REPORTS, ...EMPTY_REPORTS].map(
    async (report, index) => [`${index} ${report.kind}`, await renderReport(report), report] as const,
  ),
);

test.each(PAGES)('%s: the page has no script, no address and no event, and its policy allows its own style alone', (_, html) => {
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html) ?? [];
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
  const tags = html.match(/<[a-z][^>]*>/gi) ?? [];
  expect(tags.filter((tag) => /^<(script|img|iframe|link|object|embed|base|form|a|image|use|foreignObject)\b/i.test(tag))).toEqual([]);
  expect(tags.filter((tag) => /\s(src|href|on\w+|style)\s*=/i.test(tag.replaceAll(/"[^"]*"/g, '""')))).toEqual([]);
  expect(style).not.toMatch(/url\(|@import|@font-face/);
});

test.each(PAGES)('%s: language, title, headings in order', (_, html, report) => {
  expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(html).toMatch(/<title>[^<]+Saturday, 21 November 2026<\/title>/);
  const levels = [...html.matchAll(/<h([1-6])[ >]/g)].map(([, level]) => Number(level));
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  expect(levels.filter((level) => level === 2)).toHaveLength(report.charts.length);
  for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
});

test('every id stands once, and what is referred to is there', () => {
  for (const [, html] of PAGES) {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? '');
    expect(new Set(ids).size).toBe(ids.length);
    const referred = [...html.matchAll(/ aria-(?:labelledby|describedby)="([^"]+)"/g)].flatMap(([, list]) => (list ?? '').split(' '));
    expect(referred.filter((id) => !ids.includes(id))).toEqual([]);
  }
});

describe('stored documents that could not be read', () => {
  const COMPOSE = {
    learner: (unreadable: typeof UNREADABLE) => composeLearnerReport({ ...LEARNER_ROWS, unreadable }),
    class: (unreadable: typeof UNREADABLE) => composeClassReport({ ...CLASS_ROWS, unreadable }),
  };

  test.each(['learner', 'class'] as const)('a %s report names each once; the page says how many, and no id', async (kind) => {
    const report = COMPOSE[kind](UNREADABLE);
    expect(report.unreadable).toEqual([
      { collection: 'content_mastery', id: '6560c0ffee6560c0ffee0001' },
      { collection: 'content_mastery', id: '6560c0ffee6560c0ffee0002' },
      { collection: 'learning_sessions', id: '</title></style></svg><img src=x onerror=alert(1)>' },
    ]);
    const html = await renderReport(report);
    expect(html.indexOf('3 stored records could not be read; these figures do not count them.')).toBeLessThan(
      html.indexOf('<dl class="figures">'),
    );
    expect(html).not.toMatch(/6560c0ffee|content_mastery|<img/);
  });

  test.each(['learner', 'class'] as const)('of none, a %s report says nothing', async (kind) => {
    const report = COMPOSE[kind]([[], []]);
    expect(report.unreadable).toEqual([]);
    expect(await renderReport(report)).not.toMatch(/could not be read/);
  });

  test('one is one, and of an answer that named as many as it may there can be more', () => {
    const id = (n: number) => ({ collection: 'learning_sessions', id: String(n).padStart(24, '0') });
    const says = (length: number) => COMPOSE.class([Array.from({ length }, (_, n) => id(n))]).texts.unreadable;
    expect(says(1)).toBe('1 stored record could not be read; these figures do not count it.');
    expect(says(99)).toBe('99 stored records could not be read; these figures do not count them.');
    expect(says(100)).toBe('At least 100 stored records could not be read; these figures do not count them.');
  });
});

test.each([null, undefined, 7, 'report', {}, { charts: [] }])('what is no report is refused: %j', async (value) => {
  const error = await renderReport(value as unknown as Report).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(AdaptiveLearningError);
  expect(error).toMatchObject({ code: 'invalid_input', where: 'renderReport.report' });
});

test('a page, its pictures and its tables pass on no character that acts, whatever the names', async () => {
  const named = <Row extends object>(rows: readonly Row[], ...keys: readonly (keyof Row)[]) =>
    rows.map((row, index) => ({ ...row, ...Object.fromEntries(keys.map((key) => [key, `${index} ${CONTROLS}`])) }));
  const reports = [
    composeLearnerReport({
      ...LEARNER_ROWS,
      name: CONTROLS,
      topics: named(LEARNER_ROWS.topics, 'topic', 'subject'),
      memories: named(LEARNER_ROWS.memories, 'concept', 'topic'),
      masteries: named(LEARNER_ROWS.masteries, 'concept', 'topic'),
      recommendations: named(LEARNER_ROWS.recommendations, 'concept', 'topic'),
    }),
    composeClassReport({
      ...CLASS_ROWS,
      name: CONTROLS,
      learners: named(CLASS_ROWS.learners, 'name'),
      mastery: named(CLASS_ROWS.mastery, 'concept', 'subject'),
    }),
  ];
  for (const report of reports) {
    const html = await renderReport(report);
    expect(html).toContain('a\ufffdb\ufffd[31mc d e');
    expect(html.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066\u2067]/u);
    expect(html.replaceAll(/\u2068[^\u2068\u2069]*\u2069/g, '')).not.toMatch(/[\u2068\u2069]/);
    expect(html).not.toContain('c\nd');
  }
});

test('a string is cut where its room ends, between letters as people count them', () => {
  expect(fitText('Linear equations', 200, 13)).toBe('Linear equations');
  expect(fitText('Linear equations in two unknowns', 120, 13)).toBe('Linear equatio…');
  expect(fitText('👩🏽‍🚀👩🏽‍🚀👩🏽‍🚀', 30, 13)).toBe('👩🏽‍🚀…');
  expect(fitText('  a \n b ', 100, 13)).toBe('a b');
  expect(fitText('', 100, 13)).toBe('');
  // Two that would be cut to the same are cut where they differ.
  const names = ['Linear equations, easy', 'Linear equations, hard', 'Slope'];
  expect(fitApart(names, () => 120, 13)).toEqual(['Linear equ…easy', 'Linear equ…hard', 'Slope']);
  const endless = ['b', 'c'].map((end) => `${'a'.repeat(60)}${end}`);
  expect(fitApart(endless, () => 120, 13)).toEqual(['aaaaa…aaaaaaaab', 'aaaaa…aaaaaaaac']);
  expect(fitApart(['Linear equations, easy', 'Linear functions'], () => 120, 13)).toEqual(['Linear equatio…', 'Linear functio…']);
});
