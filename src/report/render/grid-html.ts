import type { Grid } from '../report.js';
import { fitApart } from '../spec/fit-text.js';
import { HEAT_STEPS } from '../spec/palette.js';
import { escapeHtml } from './escape-html.js';

/** The room of a name above and beside the cells, and its size, as the page's style has them. Pixels. */
const COLUMN_PX = 176;
const ROW_PX = 134;
const FONT_PX = 13;

/** Shares by row and column as a table of coloured cells: the names of the rows stay in view, and the colour is never alone. */
export function gridHtml({ corner, columns, rows, weakBelow }: Grid, name: string): string {
  const heads = fitApart(columns, () => COLUMN_PX, FONT_PX);
  const sides = fitApart(
    rows.map(({ title }) => title),
    () => ROW_PX,
    FONT_PX,
  );
  const head = columns
    .map((column, n) => `<th scope="col"${whole(column, heads[n])}><span><bdi>${escapeHtml(heads[n] ?? '')}</bdi></span></th>`)
    .join('');
  const body = rows.map(({ title, cells }, n) => {
    const figures = cells.map((share) => cellHtml(share, weakBelow)).join('');
    return `<tr><th scope="row"${whole(title, sides[n])}><bdi>${escapeHtml(sides[n] ?? '')}</bdi></th>${figures}</tr>`;
  });
  return `<div class="scroll grid" role="region" tabindex="0" aria-label="${escapeHtml(name)}"><table aria-label="${escapeHtml(name)}">
<thead><tr><th scope="col">${escapeHtml(corner)}</th>${head}</tr></thead>
<tbody>
${body.join('\n')}
</tbody></table></div>`;
}

/** The whole name for who points at one that was cut. */
function whole(name: string, shown: string | undefined): string {
  return name === shown ? '' : ` title="${escapeHtml(name)}"`;
}

function cellHtml(share: number | null, weakBelow: number): string {
  if (share === null) return '<td></td>';
  // The step and the mark are those of the figure that is shown.
  const shown = Math.round(share * 100) / 100;
  const step = HEAT_STEPS.bounds.filter((bound) => shown >= bound).length + 1;
  return `<td class="heat-${step}${shown < weakBelow ? ' weak' : ''}">${Math.round(share * 100)}</td>`;
}
