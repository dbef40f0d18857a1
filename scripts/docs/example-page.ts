import { bookmarks } from '../../examples/bookmarks/module.js';
import { modulePage } from '../../src/engine/index.js';

/** The reference page of the example of a module. */
export const EXAMPLE_PAGE = 'examples/bookmarks/reference.md';

export function examplePage(): string {
  return `<!-- Made by \`npm run docs\` from the declarations of the module: change them, not this page. -->\n\n${modulePage(bookmarks())}`;
}
