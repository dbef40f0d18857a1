import { join } from 'node:path';
import { COLLECTIONS } from '../../src/collections/index.js';
import * as pipelines from '../../src/pipelines/index.js';
import type { IndexDeclaration } from '../../src/schema/index.js';
import { GENERATED, page } from './family-page.js';
import { fieldComments } from './field-comments.js';
import { fieldKinds } from './field-kinds.js';
import { anchor, fence, prose, table, withAnchors } from './markdown.js';
import { type Exported, readExports } from './read-exports.js';
import { inShell } from './shell-syntax.js';

const ROOM = 'src/pipelines';
export const PIPELINE_PAGE = 'pipelines.md';

const INTRODUCTION = `A pipeline is a value: what it takes, its stages, what a row holds, and the index that it rides on. There are three ways to use one.

**By name.** \`learner.query(name, params)\` asks about one learner, \`engine.query(name, params)\` about many. Where you leave a param out, the column
"by name" says what stands in for it; \`user_id\`, \`after\` and \`limit\` are never among the params there. Answers are kept for as long as is said here,
what has no bound comes page by page (\`cursor\`, \`next\`), documents that do not fit their declaration are left out and named in \`unreadable\`, and
all that was recorded before the answer's \`recorded_before\` is in it.

**With a cursor.** With all of the params, and without a cache:

    import { PIPELINES } from 'adaptive-learning-engine/pipelines';
    for await (const row of engine.repositories.content_mastery.run(PIPELINES.class_mastery, params)) …

**By hand.** The stages below are those that the cursor sends, for the params that are shown with them; the cursor adds a stage that leaves
out documents that do not fit their declaration, and one that names them. In Compass: open the collection, choose
Aggregations and the view \`</> Text\`, paste, and put your own ids and instants in place of those. In mongosh: \`db.<collection>.aggregate(…)\`.
For params of your own, \`stagesOf(PIPELINES.class_mastery, params)\` gives the stages; it checks
the params and fills in the defaults below, as the cursor does. A query by hand asks nobody for leave: who may see learners' data is yours to say.`;

const OWN = `These are for its own work. They are not asked by name; a cursor reads them. \`answer_log\` is also the way into a notebook:
[the answers as NDJSON, and in pandas](answer-log.md).`;

/** What asking by name gives for a param that is not said there. */
const BY_NAME: Readonly<Record<string, string>> = {
  user_id: 'the learner who is asked about',
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
  const exported = readExports(ROOM);
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
  return table(['pipeline', 'the question that it answers', 'kept for', 'promised in'], rows);
}

function keptFor({ cacheMinutes }: pipelines.AnyPipeline): string {
  if (cacheMinutes === undefined) return 'not kept';
  return cacheMinutes % 60 === 0 ? `${cacheMinutes / 60} h` : `${cacheMinutes} min`;
}

function sectionOf(pipeline: pipelines.AnyPipeline, exported: readonly Exported[]): readonly string[] {
  const { name, question, collection } = pipeline;
  const values: Readonly<Record<string, unknown>> = pipelines;
  const own = exported.find((each) => values[each.name] === pipeline);
  if (own === undefined) throw new Error(`${name} is in the table, and ${ROOM}/index.ts does not export it`);
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
  const { collection, index, resultSize, materializedBy, targetMs, cacheMinutes } = pipeline;
  const indexes: readonly IndexDeclaration<never>[] = COLLECTIONS[collection].indexes;
  const key = indexes.find((each) => each.name === index)?.key;
  if (key === undefined) throw new Error(`${pipeline.name} rides on ${index}, which ${collection} does not declare`);
  return [
    ['collection', `\`${collection}\``],
    ['index', `\`${index}\`: \`${inShell(key)}\``],
    ['gives', resultSizeOf(resultSize)],
    [cacheMinutes === undefined ? 'answers' : 'answers kept for', keptFor(pipeline)],
    ...(targetMs === undefined ? [] : [['promised in', `${targetMs} ms`] as const]),
    ...(materializedBy === undefined ? [] : [['as recent as', `the last \`engine.${materializedBy}()\`, which makes its documents; \`recorded_before\` of the answer says when that was`] as const]), // biome-ignore format: one thought
  ];
}

function resultSizeOf(resultSize: pipelines.ResultSize): string {
  if ('rows' in resultSize) return resultSize.rows === 1 ? 'one row at most' : `${resultSize.rows} rows at most`;
  const { key, defaultSize, maxSize } = resultSize.page;
  return `pages of ${defaultSize} rows, ${maxSize} at most, by ${key.map((field) => `\`${field}\``).join(', ')}`;
}

function paramTable(pipeline: pipelines.AnyPipeline, comments: ReadonlyMap<string, string>): string {
  const { params, scope } = pipeline;
  const ofSpan = pipelines.isAboutSpan(pipeline) ? (scope === 'learner' ? SPAN_OF_LEARNER : SPAN_BY_NAME) : {};
  const given: Readonly<Record<string, string>> = { ...BY_NAME, ...ofSpan, ...(scope === 'learner' && BY_NAME_OF_LEARNER) };
  const rows = fieldKinds(params, 'input').map(({ name, optional, kind, default: usual }) => [
    `\`${name}\``,
    described(kind, comments.get(name)),
    usual === undefined ? (optional ? 'optional' : '') : `\`${String(usual)}\``,
    given[name] ?? '',
  ]);
  return table(['param', 'is', 'unless said', 'by name'], rows);
}

function rowTable({ row }: pipelines.AnyPipeline, comments: ReadonlyMap<string, string>): string {
  const rows = fieldKinds(row, 'output').map(({ name, optional, kind }) => [
    `\`${name}\`${optional ? ', if there is one' : ''}`,
    described(kind, comments.get(name)),
  ]);
  return table(['in a row', 'is'], rows);
}

function described(kind: string, comment: string | undefined): string {
  return comment === undefined ? kind : `${kind}. ${comment}`;
}

function details(summary: string, blocks: readonly string[]): string {
  return `<details><summary>${summary.replaceAll(/`(?<code>[^`]*)`/g, '<code>$<code></code>')}</summary>\n\n${blocks.join('\n\n')}\n\n</details>`;
}
