import { expect, test } from 'vitest';
import { projectFiles } from './project-files.js';

/** Names that say nothing about what is inside, and so collect everything. */
const EMPTY_NAMES = /(^|[/-])(utils?|helpers?|common|misc|managers?|shared|stuff)([./-]|$)/;

test('files and folders are named for the concept that they hold', () => {
  expect(projectFiles().filter((file) => EMPTY_NAMES.test(file))).toEqual([]);
});
