import { logger, parse, View, Warn } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/report/index.js';
import { renderReport } from '../../src/report/index.js';
import { loadPainter } from '../../src/report/render/painter.js';
import { BREADTH, LEAST_FONT_SIZE } from '../../src/report/spec/frame.js';
import { PALETTE } from '../../src/report/spec/palette.js';
import { deepFreeze } from '../learner/deep-freeze.js';
import { CLASS_REPORT, EMPTY_REPORTS, HOSTILE_REPORTS, LEARNER_REPORT, specsOf } from './charts.js';

const SPECS = [LEARNER_REPORT, CLASS_REPORT, ...HOSTILE_REPORTS].flatMap((report, n) =>
  specsOf(report).map(([name, spec, chart]) => [`${n} ${name}`, spec, chart] as const),
);

/** What Vega-Lite and Vega have to complain about. */
async function complaints(spec: object): Promise<readonly string[]> {
  const found: string[] = [];
  const listen = logger(Warn, undefined, (_, level, said) => found.push(`${level}: ${said.join(' ')}`));
  const view = new View(parse(compile(structuredClone(spec) as TopLevelSpec, { logger: listen }).spec), {
    renderer: 'none',
    logger: listen,
  });
  await view.toSVG();
  view.finalize();
  return found;
}

test('a complaint would be heard: the test below can fail', async () => {
  const [, spec] = SPECS[0]!;
  const layer = [
    {
      mark: 'bar',
      encoding: { x: { field: 'value', type: 'quantitative', nonsense: 1, bin: { maxbins: 5 } }, banana: { field: 'value' } },
    },
  ];
  expect(await complaints({ ...spec, layer })).not.toEqual([]);
});

test.each(SPECS)('%s compiles and is drawn without a complaint', async (_, spec) => {
  expect(await complaints(spec)).toEqual([]);
});

const paint = await loadPainter();

describe('what is drawn', () => {
  const known = new Set<string>(Object.values(PALETTE).map(({ light }) => light));

  test.each(SPECS)(
    '%s has the size that it says, colours of the palette, no id, address or style, and letters that can be read',
    async (_, spec) => {
      const svg = await paint(spec);
      const [, width, height] = /<svg [^>]*width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
      expect(Object.values(BREADTH)).toContain(Number(width));
      expect(Number(height)).toBeCloseTo(spec.height + spec.padding.top + spec.padding.bottom, 0);
      const tags = svg.match(/<[^>]*>/g) ?? [];
      const colors = tags.flatMap((tag) => [...tag.matchAll(/ (?:fill|stroke)="([^"]*)"/g)].map(([, color]) => color ?? ''));
      expect(colors.filter((color) => color !== 'none' && color !== 'transparent' && !known.has(color))).toEqual([]);
      expect(tags.filter((tag) => / (id|href|style|on\w+)=|url\(/.test(tag))).toEqual([]);
      const sizes = tags.flatMap((tag) => [...tag.matchAll(/ font-size="([\d.]+)px"/g)].map(([, size]) => Number(size)));
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(LEAST_FONT_SIZE);
    },
  );
});

test.each([LEARNER_REPORT, CLASS_REPORT, ...EMPTY_REPORTS])(
  'a $kind report is data: JSON gives it back as it was, and drawing does not touch it',
  async (report) => {
    const before = JSON.stringify(report);
    expect(JSON.parse(before)).toEqual(report);
    const page = await renderReport(deepFreeze(report));
    expect(JSON.stringify(report)).toBe(before);
    expect(await renderReport(JSON.parse(before) as Report)).toBe(page);
  },
);

describe('no rows', () => {
  test.each(EMPTY_REPORTS)('a $kind report has no chart, and says of each section why, for the developer alone', async (report) => {
    expect(report.charts).toEqual([]);
    for (const { says, code } of report.left_out) {
      expect(says).toMatch(/^[A-Z].{15,}\.$/);
      expect(code).toBe('no_data');
    }
    const html = await renderReport(report);
    expect(html).toContain('There is nothing to show yet.');
    for (const { says, section } of report.left_out) for (const text of [says, section]) expect(html).not.toContain(text);
  });
});
