import type { KeyEntry } from '../report.js';
import { colorOf } from '../spec/palette.js';
import { escapeHtml } from './escape-html.js';

/** What the marks of a picture stand for, each drawn as it is there. */
export function keyHtml(entries: readonly KeyEntry[]): string {
  if (entries.length === 0) return '';
  const items = entries.map(({ mark, color, text }) => `<li>${swatch(mark, colorOf(color))}${escapeHtml(text)}</li>`);
  return `<ul class="key">${items.join('')}</ul>`;
}

function swatch(mark: KeyEntry['mark'], color: string): string {
  const shapes: Readonly<Record<KeyEntry['mark'], string>> = {
    bar: `<rect x="1" y="3" width="20" height="8" fill="${color}"/>`,
    tick: `<rect x="10" y="0" width="3" height="14" fill="${color}"/>`,
    line: `<path d="M1 7h20" fill="none" stroke="${color}" stroke-width="2.5" stroke-linecap="round"/>`,
    dash: `<path d="M1 7h20" fill="none" stroke="${color}" stroke-width="2.5" stroke-dasharray="4 4"/>`,
    dot: `<circle cx="11" cy="7" r="4" fill="${color}"/>`,
    ring: `<circle cx="11" cy="7" r="3.5" fill="${colorOf('paper')}" stroke="${color}" stroke-width="1.5"/>`,
    diamond: `<path d="M11 1l6 6-6 6-6-6z" fill="${color}"/>`,
  };
  return `<svg viewBox="0 0 22 14" aria-hidden="true">${shapes[mark]}</svg>`;
}
