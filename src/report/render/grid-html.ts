import type { Grid } from '../report.js';
import { HEAT_STEPS } from '../spec/palette.js';
import { escapeHtml } from './escape-html.js';

/** Shares by row and column as a table of coloured cells: the names of the rows stay in view, and the colour is never alone. */
export function gridHtml({ corner, columns, rows, weakBelow }: Grid, name: string): string {
  const head = columns.map((column) => `<th scope="col"><span><bdi>${escapeHtml(column)}</bdi></span></th>`).join('');
  const body = rows.map(({ title, cells }) => {
    const figures = cells.map((share) => cellHtml(share, weakBelow)).join('');
    return `<tr><th scope="row"><bdi>${escapeHtml(title)}</bdi></th>${figures}</tr>`;
  });
  return `<div class="scroll grid" role="region" tabindex="0" aria-label="${escapeHtml(name)}"><table aria-label="${escapeHtml(name)}">
<thead><tr><th scope="col">${escapeHtml(corner)}</th>${head}</tr></thead>
<tbody>
${body.join('\n')}
</tbody></table></div>`;
}

function cellHtml(share: number | null, weakBelow: number): string {
  if (share === null) return '<td></td>';
  // The step and the mark are those of the figure that is shown.
  const shown = Math.round(share * 100) / 100;
  const step = HEAT_STEPS.bounds.filter((bound) => shown >= bound).length + 1;
  return `<td class="heat-${step}${shown < weakBelow ? ' weak' : ''}">${Math.round(share * 100)}</td>`;
}
