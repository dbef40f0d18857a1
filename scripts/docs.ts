/** `npm run docs`: writes docs/algorithms from the doc comments in src/algorithms, and docs/pipelines.md from src/pipelines. A test says when they are out of date. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { algorithmPages } from './docs/algorithm-pages.js';
import { PIPELINE_PAGE, pipelinePage } from './docs/pipeline-page.js';

const DOCS = 'docs';
const ALGORITHMS = join(DOCS, 'algorithms');

const pages = algorithmPages();
mkdirSync(ALGORITHMS, { recursive: true });
for (const file of readdirSync(ALGORITHMS)) if (!pages.has(file)) rmSync(join(ALGORITHMS, file));
for (const [file, text] of pages) writeFileSync(join(ALGORITHMS, file), text);
writeFileSync(join(DOCS, PIPELINE_PAGE), pipelinePage());
console.log(`${pages.size} pages in ${ALGORITHMS}, and ${join(DOCS, PIPELINE_PAGE)}`);
