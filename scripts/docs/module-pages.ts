import { bookmarks } from '../../examples/bookmarks/module.js';
import { modulePage } from '../../src/engine/index.js';
import { accounts } from '../../src/modules/accounts/index.js';

const MADE = '<!-- Made by `npm run docs` from the declarations of the module: change them, not this page. -->';

/** The reference pages of modules, by their files: of those that come with the library, and of the example of one. */
export function modulePages(): ReadonlyMap<string, string> {
  return new Map([
    ['examples/bookmarks/reference.md', `${MADE}\n\n${modulePage(bookmarks())}`],
    ['docs/accounts-reference.md', `${MADE}\n\n${modulePage(accounts())}`],
  ]);
}
