/** `npm run docs`: writes docs/algorithms from the doc comments in src/algorithms. A test says when they are out of date. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { algorithmPages } from './docs/algorithm-pages.js';

const FOLDER = join('docs', 'algorithms');

const pages = algorithmPages();
mkdirSync(FOLDER, { recursive: true });
for (const file of readdirSync(FOLDER)) if (!pages.has(file)) rmSync(join(FOLDER, file));
for (const [file, text] of pages) writeFileSync(join(FOLDER, file), text);
console.log(`${pages.size} pages in ${FOLDER}`);
