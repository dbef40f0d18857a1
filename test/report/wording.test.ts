import { AdaptiveLearningError } from 'adaptive-learning-engine';
import { describe, expect, test } from 'vitest';
import { composeClassReport } from '../../src/report/compose-class-report.js';
import { composeLearnerReport } from '../../src/report/compose-learner-report.js';
import { ENGLISH, GERMAN, type Label, type Labels, type ReportLocale, renderReport, wordingOf } from '../../src/report/index.js';
import { CLASS_ROWS, LEARNER_ROWS } from './sample-rows.js';

const placesOf = (label: Label) => [...JSON.stringify(label).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
const marked = (label: Label): Label =>
  typeof label === 'string'
    ? `⟦${label}⟧`
    : (Object.fromEntries(Object.entries(label).map(([form, text]) => [form, `⟦${text}⟧`])) as unknown as Label);
/** A language in which each label is in brackets: what stands outside them is no label. */
const MARKED = Object.fromEntries(Object.entries<Label>(ENGLISH).map(([key, label]) => [key, marked(label)])) as unknown as Labels;

/** All that a reader or a screen reader meets. */
function textOf(html: string): string {
  const body = html.slice(html.indexOf('<body>'));
  const names = [...body.matchAll(/aria-label="([^"]*)"/g)].map(([, name]) => name);
  const title = /<title>([^<]*)/.exec(html)?.[1] ?? '';
  return [title, body.replaceAll(/<[^>]*>/g, '\n'), ...names].join('\n');
}

/** A text without what stands in brackets, from the inside out. */
function outside(text: string): string {
  const next = text.replaceAll(/⟦[^⟦⟧]*⟧/g, '');
  return next === text ? text : outside(next);
}

const REPORTS = {
  learner: (locale: ReportLocale) => composeLearnerReport(LEARNER_ROWS, wordingOf(locale, 'locale')),
  class: (locale: ReportLocale) => composeClassReport(CLASS_ROWS, wordingOf(locale, 'locale')),
};

/** Names of people, subjects, topics and concepts: data, which no language changes. */
const DATA = [
  LEARNER_ROWS.name,
  CLASS_ROWS.name,
  ...CLASS_ROWS.learners.map(({ name }) => name),
  ...CLASS_ROWS.mastery.map(({ concept }) => concept),
  ...LEARNER_ROWS.topics.flatMap(({ subject, topic }) => [subject, topic]),
  ...LEARNER_ROWS.memories.map(({ concept }) => concept),
  ...LEARNER_ROWS.recommendations.flatMap(({ topic, concept }) => [topic, concept]),
].sort((a, b) => b.length - a.length);
/** What a number or a date may be made of. */
const WORDS_OF_DATES =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tue|Wed|Thu|Fri|Sat|Sun|hr|min)\b/g;

describe.each(Object.entries(REPORTS))('%s', (_, reportIn) => {
  test('every word of a page is of the table, a name, or of a date', async () => {
    const text = outside(textOf(await renderReport(reportIn({ locale: 'en', labels: MARKED }))));
    const withoutData = DATA.reduce((rest, name) => rest.replaceAll(name, ''), text);
    expect(withoutData.replaceAll(WORDS_OF_DATES, '').match(/\p{L}+/gu)).toBeNull();
  });

  test('the table is used: in brackets stands much', async () => {
    expect(textOf(await renderReport(reportIn({ locale: 'en', labels: MARKED }))).split('⟦').length).toBeGreaterThan(30);
  });

  test('in German it has no English word, and dates and numbers are German', async () => {
    const html = await renderReport(reportIn('de'));
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('Samstag, 21. November 2026');
    expect(textOf(html)).toMatch(/\d{1,3}\s%/);
    const withoutData = DATA.reduce((rest, name) => rest.replaceAll(name, ''), textOf(html));
    expect(withoutData).not.toMatch(/\b(?:the|of|and|review|mastery|answers|learners|today)\b/i);
  });
});

test('the languages have the same keys, and the same values in each label', () => {
  expect(Object.keys(GERMAN).sort()).toEqual(Object.keys(ENGLISH).sort());
  for (const [key, label] of Object.entries<Label>(ENGLISH)) {
    const other = (GERMAN as Labels)[key as keyof Labels];
    expect(new Set(placesOf(other)), key).toEqual(new Set(placesOf(label)));
  }
});

test('plurals follow the rules of the language', () => {
  const labels = { ...ENGLISH, days_count: { one: '{n} dzień', few: '{n} dni', many: '{n} dni', other: '{n} dnia' } };
  const { say } = wordingOf({ locale: 'pl', labels }, 'locale');
  expect([1, 2, 5, 22].map((n) => say('days_count', { n }))).toEqual(['1 dzień', '2 dni', '5 dni', '22 dni']);
});

test.each([
  ['fr', 'locale'],
  [7, 'locale'],
  [null, 'locale'],
  ['__proto__', 'locale'],
  [{ locale: 'no such tag!', labels: ENGLISH }, 'locale.locale'],
  [{ locale: 'fr' }, 'locale.labels'],
  [{ locale: 'fr', labels: { ...ENGLISH, figures: 7 } }, 'locale.labels.figures'],
  [{ locale: 'fr', labels: { ...ENGLISH, figures: { one: 'x' } } }, 'locale.labels.figures'],
])('a language that is none is refused: %j', (locale, where) => {
  expect(() => wordingOf(locale as ReportLocale, 'locale')).toThrow(AdaptiveLearningError);
  expect(() => wordingOf(locale as ReportLocale, 'locale')).toThrow(expect.objectContaining({ code: 'invalid_input', where }));
});
