/** `npm run docs`: writes docs/algorithms from the doc comments in src/algorithms, and docs/pipelines.md from src/pipelines,
 * the types of src/engine/facade from the verbs, and plain types from the schemas of collections and pipelines. Tests say when they are out of date. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { algorithmPages } from './docs/algorithm-pages.js';
import { facadeFiles } from './docs/facade-files.js';
import { withLogEvents } from './docs/log-event-table.js';
import { modulePages } from './docs/module-pages.js';
import { PIPELINE_PAGE, pipelinePage } from './docs/pipeline-page.js';
import { plainTypeFiles } from './docs/plain-type-files.js';
import { VERB_PAGE, verbPage } from './docs/verb-page.js';

const DOCS = 'docs';
const ALGORITHMS = join(DOCS, 'algorithms');

const pages = algorithmPages();
mkdirSync(ALGORITHMS, { recursive: true });
for (const file of readdirSync(ALGORITHMS)) if (!pages.has(file)) rmSync(join(ALGORITHMS, file));
for (const [file, text] of pages) writeFileSync(join(ALGORITHMS, file), text);
writeFileSync(join(DOCS, PIPELINE_PAGE), pipelinePage());
writeFileSync(join(DOCS, VERB_PAGE), verbPage());
for (const [file, text] of [...modulePages(), ...facadeFiles(), ...plainTypeFiles()]) writeFileSync(file, text);
const OPERATIONS = join(DOCS, 'operations.md');
writeFileSync(OPERATIONS, withLogEvents(readFileSync(OPERATIONS, 'utf8')));
console.log(`${pages.size} pages in ${ALGORITHMS}, ${join(DOCS, PIPELINE_PAGE)} and ${join(DOCS, VERB_PAGE)}`);
