import { createHash } from 'node:crypto';
import { AdaptiveLearningError } from 'adaptive-learning-engine';
import { expect, test } from 'vitest';
import { type Report, renderReport } from '../../src/report/index.js';
import { fitText } from '../../src/report/spec/fit-text.js';
import { CLASS_REPORT, EMPTY_REPORTS, HOSTILE_REPORTS, LEARNER_REPORT } from './charts.js';

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

test.each([null, undefined, 7, 'report', {}, { charts: [] }])('what is no report is refused: %j', async (value) => {
  const error = await renderReport(value as unknown as Report).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(AdaptiveLearningError);
  expect(error).toMatchObject({ code: 'invalid_input', where: 'renderReport.report' });
});

test('a text is cut where its room ends, between letters as people count them', () => {
  expect(fitText('Linear equations', 200, 13)).toBe('Linear equations');
  expect(fitText('Linear equations in two unknowns', 120, 13)).toBe('Linear equatio…');
  expect(fitText('👩🏽‍🚀👩🏽‍🚀👩🏽‍🚀', 30, 13)).toBe('👩🏽‍🚀…');
  expect(fitText('  a \n b ', 100, 13)).toBe('a b');
  expect(fitText('', 100, 13)).toBe('');
});
