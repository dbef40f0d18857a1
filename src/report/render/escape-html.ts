import { shownText } from '../shown-text.js';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text as it stands in HTML, between tags or in a quoted attribute: nothing in it acts. */
export function escapeHtml(text: string): string {
  return shownText(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
