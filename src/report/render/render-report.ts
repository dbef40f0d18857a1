import { createHash } from 'node:crypto';
import { invalidInput } from '../../errors.js';
import type { KeyFigure, Report } from '../report.js';
import { chartHtml } from './chart-html.js';
import { escapeHtml } from './escape-html.js';
import { PAGE_STYLE } from './page-style.js';
import { loadPainter } from './painter.js';

/** The page may use its own style and nothing else: no script, no picture, no font, no address. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/**
 * Renders a report as a self-contained HTML page: charts are inline SVG, and there are no scripts and no network requests. It works on phones, in
 * print and in dark mode. Each chart has a sentence that says what it shows, and a table of its figures. All text, such as learners' names, is
 * escaped.
 *
 * Requires the optional peer dependencies `vega` and `vega-lite`.
 *
 * @returns the HTML, for a file or a response of type `text/html; charset=utf-8`
 * @throws AdaptiveLearningError `package_missing` when vega or vega-lite is not installed, `invalid_input` for an invalid report
 *
 * @example
 * await writeFile('ada.html', await renderReport(await learnerReport(learner, { at: new Date() })));
 */
export async function renderReport(report: Report): Promise<string> {
  if (
    typeof report !== 'object' ||
    report === null ||
    !Array.isArray(report.charts) ||
    !Array.isArray(report.figures) ||
    typeof report.texts !== 'object'
  )
    throw invalidInput('renderReport.report', 'the result of learnerReport or classReport', report);
  const paint = await loadPainter();
  const charts: string[] = [];
  for (const chart of report.charts) charts.push(await chartHtml(chart, report.texts, paint));
  const { title, about, as_of, period, texts } = report;
  const { day } = texts;
  return `<!doctype html>
<html lang="${escapeHtml(report.locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(`${title}: ${about}, ${day}`)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<header>
<p class="kicker">${escapeHtml(title)}</p>
<h1><bdi>${escapeHtml(about)}</bdi></h1>
<p class="dateline">${escapeHtml(texts.as_of)} <time datetime="${escapeHtml(as_of)}">${escapeHtml(day)}</time> · ${escapeHtml(period)}</p>
${texts.unreadable === undefined ? '' : `<p class="note">${escapeHtml(texts.unreadable)}</p>\n`}</header>
${figuresHtml(report.figures)}
${charts.join('\n')}
${texts.nothing === undefined ? '' : `<section class="full"><p class="empty">${escapeHtml(texts.nothing)}</p></section>\n`}<footer><p>${escapeHtml(texts.footer)}</p></footer>
</main>
</body>
</html>
`;
}

function figuresHtml(figures: readonly KeyFigure[]): string {
  if (figures.length === 0) return '';
  const items = figures.map(({ name, value, more }) => {
    const small = more === undefined ? '' : `<dd class="more">${escapeHtml(more)}</dd>`;
    return `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>${small}</div>`;
  });
  return `<dl class="figures">${items.join('')}</dl>`;
}
