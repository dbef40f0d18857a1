import type { Table } from '../report.js';
import { escapeHtml } from './escape-html.js';

/** In print, a long and slim table is set in two columns, and one of many columns in small type. */
const LONG_ROWS = 20;
const SLIM_COLUMNS = 5;
/** And a short one is never cut in two. */
const SHORT_ROWS = 14;
const DENSE_COLUMNS = 9;

/** A table, folded away under its summary on a screen and open in print. */
export function tableHtml({ columns, rows, screenOnly }: Table, label: { readonly summary: string; readonly name: string }): string {
  const side = (column: number) => (columns[column]?.side === 'right' ? ' class="number"' : '');
  const head = columns.map((column, index) => `<th scope="col"${side(index)}>${isolated(column.title)}</th>`).join('');
  const body = rows
    .map((row) => {
      const cells = row.map((text, index) =>
        index === 0 ? `<th scope="row"${side(0)}>${isolated(text)}</th>` : `<td${side(index)}>${isolated(text)}</td>`,
      );
      return `<tr>${cells.join('')}</tr>`;
    })
    .join('\n');
  const shapes = [
    ...(rows.length > LONG_ROWS && columns.length <= SLIM_COLUMNS ? ['long'] : []),
    ...(columns.length > DENSE_COLUMNS ? ['dense'] : []),
    ...(rows.length <= SHORT_ROWS ? ['short'] : []),
  ];
  const name = escapeHtml(label.name);
  return `<details${screenOnly === true ? ' class="screen"' : ''}><summary>${escapeHtml(label.summary)}</summary>
<div class="${['scroll', ...shapes].join(' ')}" role="region" tabindex="0" aria-label="${name}"><table aria-label="${name}">
<thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody></table></div></details>`;
}

/** Each cell is written in the direction of its own text; the column keeps its side. */
function isolated(text: string): string {
  return `<bdi>${escapeHtml(text)}</bdi>`;
}
