import { join } from 'node:path';
import { declarationOf } from '../../src/pipelines/define-pipeline.js';
import * as pipelines from '../../src/pipelines/index.js';
import type { IndexDeclaration } from '../../src/schema/index.js';
import { fieldKinds } from '../../src/schema/index.js';
import { GENERATED, page } from './family-page.js';
import { fieldComments } from './field-comments.js';
import { anchor, fence, prose, table, withAnchors } from './markdown.js';
import { type Exported, readDeclarations } from './read-exports.js';
import { inShell } from './shell-syntax.js';

const ROOM = 'src/pipelines';
export const PIPELINE_PAGE = 'pipelines.md';

const INTRODUCTION = `A pipeline is a named aggregation: its params, stages and rows, and the index that it uses. There are three ways to run one.

**By name.** \`learner.query(name, params)\` runs a query about one learner, \`engine.query(name, params)\` about many. The column "in \`query\`" shows the
default of a param; do not pass \`user_id\`, \`after\` and \`limit\`. Results are cached as shown below. Unbounded results are returned in pages
(\`cursor\`, \`next\`). Documents that do not match their schema are left out and listed in \`unreadable\`. A result includes all events recorded before
its \`recorded_before\`.

**With a cursor.** With all params, and without a cache:

    import { PIPELINES } from 'adaptive-learning-engine/pipelines';
    for await (const row of engine.repositories.content_mastery.run(PIPELINES.class_mastery, params)) …

**By hand.** The stages below are those that the cursor sends for the example params. The cursor adds stages that leave out and list documents that do
not match their schema. In Compass, open the collection, choose Aggregations and the view \`</> Text\`, paste the stages, and replace the ids and instants.
In mongosh, use \`db.<collection>.aggregate(…)\`. For other params, \`stagesOf(PIPELINES.class_mastery, params)\` returns the stages; it validates the
params and fills in defaults. A query by hand checks no permissions: you decide who may see learners' data.`;

const OWN = `The engine uses these internally. They can be run with a cursor, but not by name. To export answers with \`answer_log\`, for example to a
notebook, see [exporting the answers](answer-log.md).`;

/** What asking by name gives for a param that is not said there. */
const BY_NAME: Readonly<Record<string, string>> = {
  user_id: 'the learner',
  at: 'now',
  mastered_above: "the engine's threshold",
  curve: "the engine's curve",
  after: '`cursor` of the control',
  limit: '`limit` of the control',
};

/** The same, where one learner is asked about. */
const BY_NAME_OF_LEARNER: Readonly<Record<string, string>> = { timezone: "the learner's", day_rollover_hour: "the learner's" };

/** The same of a span: the last 30 days, today among them and whole. */
const SPAN_BY_NAME = { since: 'midnight UTC, 30 days before `until`', until: 'the next midnight UTC' };
const SPAN_OF_LEARNER = { since: "the beginning of the learner's day, 30 days before `until`", until: "the end of the learner's day" };

/** docs/pipelines.md, from the declarations as they are now. */
export function pipelinePage(): string {
  const exported = readDeclarations(ROOM);
  const of = (scope: pipelines.Scope) =>
    Object.values<pipelines.AnyPipeline>(pipelines.PIPELINES).filter((pipeline) => pipeline.scope === scope);
  const [learner, platform, internal] = [of('learner'), of('platform'), of('internal')];
  const text = page([
    GENERATED(ROOM),
    '# Pipelines',
    INTRODUCTION,
    'About one learner, `learner.query`:',
    contents(learner),
    'About many learners, `engine.query`:',
    contents(platform),
    ...[...learner, ...platform].flatMap((pipeline) => sectionOf(pipeline, exported)),
    "## The engine's own",
    OWN,
    table(['pipeline', 'collection', 'the question that it answers'], internal.map(({ name, collection, question }) => [`\`${name}\``, `\`${collection}\``, question])), // biome-ignore format: one thought
    ...sectionOf(pipelines.answerLog, exported),
  ]);
  return withAnchors(new Map([[PIPELINE_PAGE, text]])).get(PIPELINE_PAGE) ?? text;
}

function contents(some: readonly pipelines.AnyPipeline[]): string {
  const rows = some.map((pipeline) => [
    `[\`${pipeline.name}\`](#${anchor(pipeline.name)})`,
    pipeline.question,
    keptFor(pipeline),
    pipeline.targetMs === undefined ? '' : `${pipeline.targetMs} ms`,
  ]);
  return table(['pipeline', 'the question that it answers', 'cached for', 'target'], rows);
}

function keptFor({ cacheMinutes }: pipelines.AnyPipeline): string {
  if (cacheMinutes === undefined) return 'not cached';
  return cacheMinutes % 60 === 0 ? `${cacheMinutes / 60} h` : `${cacheMinutes} min`;
}

function sectionOf(pipeline: pipelines.AnyPipeline, exported: readonly Exported[]): readonly string[] {
  const { name, question, collection } = pipeline;
  // A pipeline is called in code as it is by name: `class_mastery` is the constant `classMastery`.
  const constant = name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const own = exported.find((each) => each.name === constant);
  if (own === undefined) throw new Error(`${name} is in the table, and no file of ${ROOM} declares ${constant}`);
  const comments = (property: string) => fieldComments(join(ROOM, own.file), own.name, property);
  const stages = inShell(pipelines.stagesOf(pipeline, pipeline.example));
  return [
    `## \`${name}\``,
    `**${question.charAt(0).toUpperCase()}${question.slice(1)}**`,
    prose(own.comment.text, (other) => `\`${other}\``),
    factsOf(pipeline)
      .map(([what, fact]) => `- **${what}**: ${fact}`)
      .join('\n'),
    paramTable(pipeline, comments('params')),
    rowTable(pipeline, comments('row')),
    details(`Stages, for \`${collection}\``, ['With these params:', fence('js', inShell(pipeline.example)), fence('js', stages)]),
  ];
}

function factsOf(pipeline: pipelines.AnyPipeline): readonly (readonly [string, string])[] {
  const { collection, index, resultSize, materializedBy, targetMs } = pipeline;
  const indexes: readonly IndexDeclaration<never>[] = declarationOf(pipeline).indexes;
  const key = indexes.find((each) => each.name === index)?.key;
  if (key === undefined) throw new Error(`${pipeline.name} rides on ${index}, which ${collection} does not declare`);
  return [
    ['collection', `\`${collection}\``],
    ['index', `\`${index}\`: \`${inShell(key)}\``],
    ['size', resultSizeOf(resultSize)],
    ['cached for', keptFor(pipeline)],
    ...(targetMs === undefined ? [] : [['latency target', `${targetMs} ms`] as const]),
    ...(materializedBy === undefined ? [] : [['data as of', `the last \`engine.${materializedBy}()\`, which computes its documents; see \`recorded_before\` of the result`] as const]), // biome-ignore format: one thought
  ];
}

function resultSizeOf(resultSize: pipelines.ResultSize): string {
  if ('rows' in resultSize)
    return resultSize.rows === 1
      ? 'at most one row'
      : resultSize.rows === Number.POSITIVE_INFINITY
        ? 'unbounded'
        : `at most ${resultSize.rows} rows`;
  const { key, defaultSize, maxSize } = resultSize.page;
  return `pages of ${defaultSize} rows (at most ${maxSize}), sorted by ${key.map((field) => `\`${field}\``).join(', ')}`;
}

function paramTable(pipeline: pipelines.AnyPipeline, comments: ReadonlyMap<string, string>): string {
  const { params, scope } = pipeline;
  const ofSpan = pipelines.isAboutSpan(pipeline) ? (scope === 'learner' ? SPAN_OF_LEARNER : SPAN_BY_NAME) : {};
  const given: Readonly<Record<string, string>> = { ...BY_NAME, ...ofSpan, ...(scope === 'learner' && BY_NAME_OF_LEARNER) };
  const rows = fieldKinds(params, 'input').map(({ name, optional, kind, default: fallback }) => [
    `\`${name}\``,
    described(kind, comments.get(name)),
    fallback === undefined ? (optional ? 'optional' : 'required') : `\`${String(fallback)}\``,
    given[name] ?? '',
  ]);
  return table(['param', 'type', 'default', 'in `query`'], rows);
}

function rowTable({ row }: pipelines.AnyPipeline, comments: ReadonlyMap<string, string>): string {
  const rows = fieldKinds(row, 'output').map(({ name, optional, kind }) => [
    `\`${name}\`${optional ? ', if there is one' : ''}`,
    described(kind, comments.get(name)),
  ]);
  return table(['field of a row', 'type'], rows);
}

function described(kind: string, comment: string | undefined): string {
  return comment === undefined ? kind : `${kind}. ${comment}`;
}

function details(summary: string, blocks: readonly string[]): string {
  return `<details><summary>${summary.replaceAll(/`(?<code>[^`]*)`/g, '<code>$<code></code>')}</summary>\n\n${blocks.join('\n\n')}\n\n</details>`;
}
