import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Report, renderReport } from '../../../src/report/index.js';
import { PALETTE } from '../../../src/report/spec/palette.js';
import { isInstalled } from '../../support/installed.js';
import { CLASS_REPORT, EMPTY_REPORTS, HOSTILE_REPORTS, LEARNER_REPORT } from '../charts.js';
import { HOSTILE_NAMES } from '../hostile.js';
import { breadth, colors, figuresStayWhole, pictures, smallestLetter, tableHeights, textsOf, unfold } from './in-page.js';
import { CHROMIUM_INSTALL, findChromium, openBrowser } from './open-browser.js';

/** What CI keeps; git does not. */
const SCREENSHOTS = '.cache/screenshots';
const PHONE = { width: 360, height: 740 } as const;
const DESK = { width: 1000, height: 800 } as const;

const executable = findChromium();
const hasChromium = isInstalled({ name: 'Chromium or Chrome', found: executable !== undefined, install: CHROMIUM_INSTALL });

const REPORTS = {
  learner: LEARNER_REPORT,
  class: CLASS_REPORT,
  'learner-hostile': HOSTILE_REPORTS[0]!,
  'class-hostile': HOSTILE_REPORTS[1]!,
  'learner-empty': EMPTY_REPORTS[0]!,
  'class-empty': EMPTY_REPORTS[1]!,
} as const satisfies { readonly [name: string]: Report };
type Name = keyof typeof REPORTS;
const NAMES = Object.keys(REPORTS) as Name[];

describe.runIf(hasChromium)('a report in Chromium', () => {
  let browser: BrowserContext & AsyncDisposable;

  beforeAll(async () => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    for (const name of NAMES) writeFileSync(`${SCREENSHOTS}/${name}.html`, await renderReport(REPORTS[name]));
    browser = await openBrowser(executable as string);
  });
  afterAll(() => browser?.[Symbol.asyncDispose]());

  interface Shown extends AsyncDisposable {
    readonly page: Page;
    /** What the console said, what was thrown, and what was asked of anybody. */
    readonly noise: readonly string[];
  }

  async function show(
    name: Name,
    media: { colorScheme?: 'light' | 'dark'; media?: 'print' } = {},
    size: { width: number; height: number } = DESK,
  ): Promise<Shown> {
    const page = await browser.newPage();
    const noise: string[] = [];
    const file = pathToFileURL(resolve(`${SCREENSHOTS}/${name}.html`)).href;
    page.on('console', (message) => noise.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => {
      noise.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (request.url() !== file) noise.push(`request: ${request.url()}`);
    });
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: 'light', ...media });
    await page.goto(file);
    return { page, noise, [Symbol.asyncDispose]: () => page.close() };
  }

  test.each(NAMES)('%s: the page is quiet, and each picture is seen, named and described', async (name) => {
    await using shown = await show(name);
    const panels = REPORTS[name].charts.flatMap((chart) => chart.panels.map((panel) => ({ chart, panel })));
    const seen = await shown.page.evaluate(pictures);
    expect(seen).toHaveLength(panels.length);
    for (const [index, { chart, panel }] of panels.entries()) {
      expect(seen[index]!.name).toBe(panel.title === undefined ? chart.title : `${chart.title}: ${panel.title}`);
      expect(seen[index]!.description).toBe(chart.says);
      expect(seen[index]!.marks).toBeGreaterThan(2);
      expect(Math.min(seen[index]!.width, seen[index]!.height)).toBeGreaterThan(40);
    }
    await shown.page.screenshot({ path: `${SCREENSHOTS}/${name}-light.png`, fullPage: true });
    expect(shown.noise).toEqual([]);
  });

  test.each(NAMES)('%s: each chart has a table of its figures, folded until it is asked for', async (name) => {
    await using shown = await show(name);
    for (const { title, table } of REPORTS[name].charts) {
      if (table === null) continue;
      const found = shown.page.getByRole('region', { name: `${title}, the figures` });
      expect(await found.count()).toBe(0);
      const section = shown.page.locator('section').filter({ has: shown.page.getByRole('heading', { name: title, exact: true }) });
      await section.getByText('The figures as a table').click();
      const rows = await found.locator('tbody tr').count();
      expect(rows).toBe(table.rows.length);
      const first = await found.locator('tbody tr').first().locator('th, td').allTextContents();
      expect(first).toEqual(table.rows[0]);
    }
    expect(shown.noise).toEqual([]);
  });

  test.each(NAMES)('%s: a phone scrolls down, never sideways, with letters of a size to read', async (name) => {
    await using shown = await show(name, {}, PHONE);
    await shown.page.evaluate(unfold, true);
    expect(await shown.page.evaluate(breadth)).toBe(PHONE.width);
    expect(await shown.page.evaluate(smallestLetter)).toBeGreaterThanOrEqual(10);
    await shown.page.evaluate(unfold, false);
    await shown.page.screenshot({ path: `${SCREENSHOTS}/${name}-phone.png`, fullPage: true });
    expect(shown.noise).toEqual([]);
  });

  const rgb = (hex: string) => `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;
  const colorsOf = (page: Page) => page.evaluate(colors, PALETTE.mark.light);

  test.each(['learner', 'class'] as const)('%s: in the dark, paper and marks are those for the dark; print is light', async (name) => {
    await using light = await show(name);
    await using dark = await show(name, { colorScheme: 'dark' });
    await using print = await show(name, { colorScheme: 'dark', media: 'print' });
    expect(await colorsOf(light.page)).toMatchObject({ paper: rgb(PALETTE.paper.light), mark: rgb(PALETTE.mark.light) });
    expect(await colorsOf(dark.page)).toMatchObject({ paper: rgb(PALETTE.paper.dark), mark: rgb(PALETTE.mark.dark) });
    expect((await colorsOf(dark.page)).text).not.toBe((await colorsOf(light.page)).text);
    expect(await colorsOf(print.page)).toMatchObject({ paper: 'rgb(255, 255, 255)', mark: rgb(PALETTE.mark.light) });
    await dark.page.screenshot({ path: `${SCREENSHOTS}/${name}-dark.png`, fullPage: true });
  });

  test.each(NAMES)('%s: it prints on pages, the tables open and within the paper', async (name) => {
    await using shown = await show(name, { media: 'print' }, { width: 690, height: 1000 });
    const pdf = await shown.page.pdf({ path: `${SCREENSHOTS}/${name}.pdf`, format: 'A4' });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
    expect(pages).toBeGreaterThanOrEqual(REPORTS[name].charts.some(({ table }) => table !== null && table.screenOnly !== true) ? 2 : 1);
    const { charts } = REPORTS[name];
    const tables =
      charts.filter(({ table }) => table !== null && table.screenOnly !== true).length +
      charts.filter(({ grid }) => grid !== undefined).length;
    const heights = await shown.page.evaluate(tableHeights);
    expect(heights.filter((height) => height > 20)).toHaveLength(tables);
    expect(await shown.page.evaluate(breadth)).toBeLessThanOrEqual(690);
    expect(await shown.page.evaluate(figuresStayWhole)).toBe(true);
    await shown.page.screenshot({ path: `${SCREENSHOTS}/${name}-print.png`, fullPage: true });
    expect(shown.noise).toEqual([]);
  });

  test('names that try to break out stand on the page as they are', async () => {
    await using learner = await show('learner-hostile');
    expect(await learner.page.title()).toBe('Learning report: <script>alert(1)</script>, Saturday, 21 November 2026');
    expect(await learner.page.locator('h1').innerText()).toBe('<script>alert(1)</script>');
    await learner.page.evaluate(unfold, true);
    const cells = await learner.page.evaluate(textsOf, 'td, th');
    for (const name of HOSTILE_NAMES) expect(cells).toContain(name);
    const drawn = await learner.page.evaluate(textsOf, 'svg[role=img] text');
    expect(drawn).toContain('<script>alert(1)</script>');
    expect(drawn.filter((text) => text.startsWith('xxxx') && text.endsWith('…')).length).toBeGreaterThan(0);
    expect(await learner.page.evaluate(textsOf, 'script, img, iframe')).toEqual([]);
    expect(learner.noise).toEqual([]);
  });

  test('a page that asks for something would be heard: the tests above can fail', async () => {
    const file = `${SCREENSHOTS}/loud.html`;
    writeFileSync(
      file,
      (await renderReport(CLASS_REPORT)).replace('</main>', '<img src="http://127.0.0.1:9/a.png"><script>alert(1)</script></main>'),
    );
    const page = await browser.newPage();
    const noise: string[] = [];
    page.on('console', (message) => noise.push(message.text()));
    await page.goto(pathToFileURL(resolve(file)).href);
    // The page's own policy refuses both, and says so.
    expect(noise.filter((text) => /Content Security Policy/.test(text)).length).toBeGreaterThanOrEqual(2);
    await page.close();
  });
});
