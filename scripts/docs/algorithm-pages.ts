import { dirname } from 'node:path';
import * as algorithms from '../../src/algorithms/index.js';
import { firstSentence } from './doc-comment.js';
import { entry, type Family, familyPage, GENERATED, page } from './family-page.js';
import { anchor, fence, type Link, prose, table, withAnchors } from './markdown.js';
import { type Exported, readExports } from './read-exports.js';

const ROOM = 'src/algorithms';
const INDEX = 'README.md';

/** Names that are not what their letters say in lower case. */
const SPELLINGS: Readonly<Record<string, string>> = {
  bkt: 'BKT',
  elo: 'Elo',
  fsrs: 'FSRS',
  irt: 'IRT',
  pfa: 'PFA',
  sm2: 'SM-2',
};

/** Folders whose name alone says too little. */
const TITLES: Readonly<Record<string, string>> = {
  days: 'Days and streaks',
  emotion: 'Emotions',
  fitting: 'Logs and fits',
  graph: 'Prerequisite graph',
  'items/ability': 'Ability of a learner',
  'items/calibration': 'Calibration of items',
  'items/item-response': 'Item response models',
  'items/selection': 'Adaptive selection of items',
  'knowledge/bkt/fit': 'BKT, fitted to a log',
  'knowledge/fit': 'Knowledge models, fitted to a log',
  'knowledge/logistic/fit': 'Logistic tracing, fitted to a log',
  'knowledge/logistic': 'Logistic knowledge tracing',
  memory: 'Grades and limits',
  'memory/fsrs-fit': 'FSRS, fitted to a log',
  'memory/half-life': 'Half-life regression',
  'memory/residual': 'Online residual model',
  'online-logistic': 'Online logistic regression',
  prediction: 'Predictors',
};

const INTRODUCTION = `Pure functions: no clock, no randomness, no database. Time, random numbers and parameters are arguments, so the same arguments always give exactly
the same result. The state of a model is small and JSON-safe. The functions need neither MongoDB nor zod:`;

const ABOUT_EXAMPLES =
  'The tests run every example on these pages. `//=>` shows the result of the line, and `…` stands for omitted digits.';

/** Every page of docs/algorithms by its file name, from the sources as they are now. */
export function algorithmPages(): ReadonlyMap<string, string> {
  const exports = readExports(ROOM);
  const families = familiesOf(exports.filter(({ file }) => dirname(file) !== '.'));
  const pageOf = new Map(exports.map(({ name, file }) => [name, dirname(file) === '.' ? INDEX : fileOf(dirname(file))]));
  const linkFrom =
    (file: string): Link =>
    (name) => {
      const its = pageOf.get(name.split('.')[0] ?? name);
      return its === undefined ? `\`${name}\`` : `[\`${name}\`](${its === file ? '' : its}#${anchor(name.split('.')[0] ?? name)})`;
    };
  const pages = families.map((family) => {
    const file = fileOf(family.folder);
    return [file, familyPage(family, algorithms, linkFrom(file))] as const;
  });
  const roots = exports.filter(({ file }) => dirname(file) === '.');
  return withAnchors(new Map([[INDEX, indexPage(families, roots, linkFrom(INDEX))], ...pages]));
}

function familiesOf(exports: readonly Exported[]): readonly Family[] {
  const folders = [...new Set(exports.map(({ file }) => dirname(file)))].sort();
  return folders.map((folder) => {
    const own = exports.filter(({ file }) => dirname(file) === folder).sort(inReadingOrder);
    const names = new Set(own.map(({ name }) => name));
    const values: Readonly<Record<string, unknown>> = algorithms;
    const rows = algorithms.ALGORITHMS.filter((row) => [...names].some((name) => values[name] === row.model));
    return { folder, title: titleOf(folder), exports: own, rows };
  });
}

/** The file that is named like its folder first, the others by name; within a file, as it stands there. */
function inReadingOrder(a: Exported, b: Exported): number {
  const rank = ({ file }: Exported): string => (file.endsWith(`${dirname(file).split('/').at(-1)}.ts`) ? '' : file);
  return rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : a.position - b.position;
}

function indexPage(families: readonly Family[], roots: readonly Exported[], link: Link): string {
  const rows = algorithms.ALGORITHMS.map((row) => {
    const family = families.find((each) => each.rows.includes(row));
    return [family === undefined ? `\`${row.name}\`` : `[\`${row.name}\`](${fileOf(family.folder)})`, row.kind, row.summary, row.source];
  });
  const subjects = families.map(({ folder, title, exports, rows }) => {
    const values: Readonly<Record<string, unknown>> = algorithms;
    const named = exports.filter(({ kind, name }) => kind === 'function' || rows.some((row) => row.model === values[name]));
    return [`[${title}](${fileOf(folder)})`, folder.split('/')[0] ?? '', named.map(({ name }) => link(name)).join(', ')];
  });
  return page([
    GENERATED(ROOM),
    '# Algorithms',
    `${INTRODUCTION}\n\n${fence('ts', "import { sm2 } from 'adaptive-learning-engine/algorithms';")}\n\n${ABOUT_EXAMPLES}`,
    '## Models for the engine',
    table(['model', 'kind', 'what it does', 'source'], rows),
    '## Pages',
    table(['page', 'about', 'what is on it'], subjects),
    '## Interfaces and shared types',
    table(
      ['name', 'what it is'],
      roots.map((each) => [`[\`${each.name}\`](#${anchor(each.name)})`, prose(firstSentence(each.comment.text), link)]),
    ),
    ...roots.map((each) => entry(each, link)),
    '## Errors',
    "Whatever an algorithm refuses is an `AdaptiveLearningError` with `code: 'invalid_input'`; its `where` names the argument (`sm2.update.grade`), `expected` says\nwhat would have been taken and `received` what it got. The other codes that occur here are `prerequisite_cycle` and `aborted`. Nothing returns NaN or Infinity.",
  ]);
}

function fileOf(folder: string): string {
  return `${folder.replaceAll('/', '-')}.md`;
}

/** `memory/fsrs-fit` is FSRS fit. */
function titleOf(folder: string): string {
  const words = (folder.split('/').at(-1) ?? '').split('-').map((word) => SPELLINGS[word] ?? word);
  const title = TITLES[folder] ?? words.join(' ');
  return title.charAt(0).toUpperCase() + title.slice(1);
}
