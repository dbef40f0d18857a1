import type { Chart, Item, PageTexts, Panel } from '../report.js';
import type { Spec } from '../spec/spec.js';
import { escapeHtml } from './escape-html.js';
import { gridHtml } from './grid-html.js';
import { keyHtml } from './key-html.js';
import type { Painter } from './painter.js';
import { tableHtml } from './table-html.js';

/** A chart with its heading, what it says, its key and its table. */
export async function chartHtml(chart: Chart, texts: PageTexts, paint: Painter): Promise<string> {
  const { title, says, note, key, width, panels, items, grid, table } = chart;
  const id = escapeHtml(chart.id);
  const pictures = await Promise.all(panels.map((panel, index) => panelHtml(panel, { id, title, index }, paint)));
  const parts = [
    ...(pictures.length > 0 ? [`<div${pictures.length > 2 ? ' class="many"' : ''}>\n${pictures.join('\n')}\n</div>`] : []),
    ...(items === undefined ? [] : [listHtml(items)]),
    ...(grid === undefined ? [] : [gridHtml(grid, title)]),
    ...(note === undefined || note === '' ? [] : [`<p class="note">${escapeHtml(note)}</p>`]),
  ];
  return `<section class="${width}">
<figure aria-labelledby="${id}-title">
<figcaption><h2 id="${id}-title">${escapeHtml(title)}</h2><p class="says" id="${id}-says">${escapeHtml(says)}</p>${keyHtml(key)}</figcaption>
${parts.join('\n')}
</figure>
${table === null ? '' : tableHtml(table, { summary: texts.table, name: `${title}, ${texts.figures}` })}
</section>`;
}

function listHtml(items: readonly Item[]): string {
  const entries = items.map(({ title, text }) => `<li><b><bdi>${escapeHtml(title)}</bdi></b> – <span>${escapeHtml(text)}</span></li>`);
  return entries.length === 0 ? '' : `<ol class="items">${entries.join('\n')}</ol>`;
}

interface Place {
  readonly id: string;
  readonly title: string;
  readonly index: number;
}

async function panelHtml({ title, wide, narrow }: Panel, place: Place, paint: Painter): Promise<string> {
  const heading = title === undefined ? '' : `<h3><bdi>${escapeHtml(title)}</bdi></h3>`;
  const name = title === undefined ? place.title : `${place.title}: ${title}`;
  const draw = async (spec: Spec, kind: string) => {
    // What the heading and the sentence above say is the name and the description of the picture.
    const role = `role="img" aria-label="${escapeHtml(name)}" aria-describedby="${place.id}-says"`;
    return (await paint(spec)).replace(/^<svg ([^>]*)class="marks"/, `<svg $1class="${kind}" ${role}`);
  };
  if (narrow === undefined) {
    const svg = await draw(wide, 'wide');
    const isSmall = wide.width + wide.padding.left + wide.padding.right < SCROLLS_FROM;
    if (isSmall) return `<div class="panel">${heading}${svg}</div>`;
    return `<div class="panel">${heading}<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(name)}">${svg}</div></div>`;
  }
  const both = [await draw(wide, 'wide'), await draw(narrow, 'narrow')];
  return `<div class="panel">${heading}${both.join('\n')}</div>`;
}

/** The inner breadth of the smallest phone that counts; wider pictures scroll there. Pixels. */
const SCROLLS_FROM = 360;
