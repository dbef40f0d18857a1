import { ALGORITHMS, DEFAULT_ROLLOVER_HOUR, fsrs } from 'adaptive-learning-engine/algorithms';
import { COLLECTIONS } from 'adaptive-learning-engine/collections';
import { PIPELINES } from 'adaptive-learning-engine/pipelines';
import { DEFAULT_HORIZON_DAYS } from '../../src/learner/expected-gain.js';
import { DEFAULT_SETTINGS } from '../../src/learner/index.js';
import { DEFAULT_SPAN_DAYS } from '../../src/pipelines/params.js';
import { DEFAULT_DEADLINE_MS } from '../../src/repositories/limits.js';
import { firstAnswerRows } from './first-answers.js';

/** The tables that README.md and its pages must hold word for word, because the code says the same. */
export const README_TABLES = {
  collections: markdown(
    ['collection', 'one document is', 'lists, and how many entries they keep'],
    Object.values(COLLECTIONS).map(({ name, description, capped }) => [
      code(name),
      description,
      Object.entries(capped)
        .map(([path, entries]) => `${path.split('.').at(-1)} ${String(entries)}`)
        .join(', '),
    ]),
  ),
  algorithms: markdown(
    ['algorithm', 'kind', 'what it does', 'source'],
    ALGORITHMS.map(({ name, kind, summary, source }) => [code(name), kind, summary, source]),
  ),
  pipelines: markdown(
    ['pipeline', 'collection', 'the question that it answers'],
    Object.values(PIPELINES).map(({ name, collection, question }) => [code(name), code(collection), question]),
  ),
  defaults: markdown(
    ['default', 'value', 'unit'],
    [
      [code('scheduler'), code(DEFAULT_SETTINGS.scheduler), ''],
      [code('knowledge'), code(DEFAULT_SETTINGS.knowledge), ''],
      [code('predictor'), code(DEFAULT_SETTINGS.predictor), ''],
      ['mastery above which a concept is mastered', String(DEFAULT_SETTINGS.masteredAbove), 'probability'],
      ['confidence below which an emotion changes nothing', String(DEFAULT_SETTINGS.emotionConfidence), 'probability'],
      ['retention that intervals aim at', String(fsrs.defaults.desired_retention), 'probability'],
      ['hour at which a learner’s day begins', String(DEFAULT_ROLLOVER_HOUR), 'hour of the learner’s clock'],
      ['horizon of `recommend`', String(DEFAULT_HORIZON_DAYS), 'days'],
      ['span of a query without `since` and `until`', String(DEFAULT_SPAN_DAYS), 'days'],
      ['deadline of a call', String(DEFAULT_DEADLINE_MS / 1_000), 'seconds'],
    ],
  ),
  'first answers': markdown(['figure', 'value', 'unit'], firstAnswerRows()),
} as const;

function code(name: string): string {
  return `\`${name}\``;
}

function markdown(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(titles), `|${titles.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}
