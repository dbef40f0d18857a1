import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { algorithmPages } from '../../scripts/docs/algorithm-pages.js';
import { facadeFiles } from '../../scripts/docs/facade-files.js';
import { withLogEvents } from '../../scripts/docs/log-event-table.js';
import { modulePages } from '../../scripts/docs/module-pages.js';
import { PIPELINE_PAGE, pipelinePage } from '../../scripts/docs/pipeline-page.js';
import { VERB_PAGE, verbPage } from '../../scripts/docs/verb-page.js';
import * as algorithms from '../../src/algorithms/index.js';
import { type AnyPipeline, PIPELINES, stagesOf } from '../../src/pipelines/index.js';
import { stagesOnPage } from '../support/stages-on-page.js';

const pages = algorithmPages();
const aboutPipelines = pipelinePage();
const aboutVerbs = verbPage();

test.each([...modulePages()])('the page %s of a module says what its declarations say: npm run docs', (file, text) => {
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('docs/operations.md lists every log event: npm run docs', () => {
  const page = readFileSync('docs/operations.md', 'utf8');
  expect(page).toBe(withLogEvents(page));
  expect(page).toContain('| `retried` | debug |');
});

test('the pages of docs/algorithms say what the doc comments say: npm run docs', () => {
  const stale = [...pages].filter(([file, text]) => !same(file, text)).map(([file]) => file);
  expect(stale).toEqual([]);
  expect(readdirSync('docs/algorithms').sort()).toEqual([...pages.keys()].sort());
});

test('everything that a user can import from /algorithms is explained on a page', () => {
  const text = [...pages.values()].join('\n');
  const missing = Object.keys(algorithms).filter((name) => !text.includes(`\`${name}\``));
  expect(missing.filter((name) => name !== 'ERROR_CODES')).toEqual([]);
});

test('the page docs/pipelines.md says what the declarations say: npm run docs', () => {
  expect(readFileSync(`docs/${PIPELINE_PAGE}`, 'utf8') === aboutPipelines).toBe(true);
});

test('the page docs/verbs.md and the types of the facades say what the verbs say: npm run docs', () => {
  const files = [[`docs/${VERB_PAGE}`, aboutVerbs] as const, ...facadeFiles()];
  expect(files.filter(([file, text]) => readFileSync(file, 'utf8') !== text).map(([file]) => file)).toEqual([]);
});

test.each(Object.values<AnyPipeline>(PIPELINES))('what stands on the page for $name are its stages', (pipeline) => {
  const shown = stagesOnPage(aboutPipelines, pipeline.name);
  const isShown = pipeline.scope !== 'internal' || pipeline.name === 'answer_log';
  expect(shown).toEqual(isShown ? stagesOf(pipeline, pipeline.example) : undefined);
});

test('every link on the pages leads somewhere', () => {
  const broken = [...pages, [PIPELINE_PAGE, aboutPipelines] as const, [VERB_PAGE, aboutVerbs] as const].flatMap(([file, text]) =>
    [...text.matchAll(/\]\((?<page>[\w-]*(?:\.md)?)#(?<anchor>[\w-]+)\)/g)]
      .filter(
        ({ groups = {} }) =>
          !anchors(groups['page'] === '' && file === VERB_PAGE ? aboutVerbs : (pages.get(groups['page'] || file) ?? aboutPipelines)).has(
            groups['anchor'] ?? '',
          ),
      )
      .map(([link]) => `${file}: ${link}`),
  );
  expect(broken).toEqual([]);
});

function same(file: string, text: string): boolean {
  try {
    return readFileSync(`docs/algorithms/${file}`, 'utf8') === text;
  } catch {
    return false;
  }
}

/** As GitHub makes them: of equal headings, the second gets a number. */
function anchors(text: string | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  for (const line of (text ?? '').replaceAll(/^```[\s\S]*?^```/gm, '').split('\n')) {
    if (!/^#+ /.test(line)) continue;
    const slug = line
      .replace(/^#+ /, '')
      .toLowerCase()
      .replaceAll(/[`.,:()…’]/g, '')
      .replaceAll(' ', '-');
    let number = 0;
    while (found.has(number === 0 ? slug : `${slug}-${number}`)) number += 1;
    found.add(number === 0 ? slug : `${slug}-${number}`);
  }
  return found;
}
