import type { AlgorithmRow } from '../../src/algorithms/index.js';
import { firstSentence } from './doc-comment.js';
import { anchor, fence, type Link, prose, table } from './markdown.js';
import type { Exported, Member } from './read-exports.js';

/** The longest default, in characters, that a table shows, and that is shown at all. */
const LONGEST_DEFAULT = 60;
const LONGEST_DEFAULT_BELOW = 800;

/** Kinds of models that their own name does not say. */
const KINDS: Readonly<Record<string, string>> = { knowledge: 'knowledge model' };

/** What one page is about: a folder of the room. */
export interface Family {
  readonly folder: string;
  readonly title: string;
  readonly exports: readonly Exported[];
  readonly rows: readonly AlgorithmRow[];
}

/** The values that the room exports at run time: where defaults are read. */
export type Values = Readonly<Record<string, unknown>>;

export const GENERATED = (source: string): string =>
  `<!-- Made by \`npm run docs\` from the doc comments in ${source}: change them, not this page. -->`;

/** The page of a family, from what its files say. */
export function familyPage(family: Family, values: Values, link: Link): string {
  const { folder, title, exports, rows } = family;
  const defaults = new Map(exports.flatMap((each) => (isDefaults(each, values) ? [[each.annotation[0], each] as const] : [])));
  const models = exports.filter((each) => rows.some((row) => row.model === values[each.name]));
  const states = new Set(models.flatMap((model) => model.annotation.slice(1, -1)));
  const rest = exports.filter((each) => !models.includes(each) && !isDefaults(each, values));
  const isStored = (each: Exported): boolean => states.has(each.name) || (each.members !== null && saysItIsStored(each));
  const types = rest.filter(({ kind }) => kind === 'type');
  const parameters = types.filter((each) => each.members !== null && (defaults.has(each.name) || each.name.endsWith('Params')));
  const stored = types.filter((each) => isStored(each) && !parameters.includes(each));
  const others = types.filter((each) => !stored.includes(each) && !parameters.includes(each));
  const section = (heading: string, entries: readonly string[]): readonly string[] =>
    entries.length === 0 ? [] : [`## ${heading}`, ...entries];
  return page([
    GENERATED(`src/algorithms/${folder}`),
    `# ${title}`,
    ...rows.map((row) => `**\`${row.name}\`**, a ${KINDS[row.kind] ?? row.kind}: ${row.summary}\nSource: ${row.source}.`),
    fence('ts', importLine([...models, ...exports.filter((each) => !models.includes(each))])),
    table(
      ['name', 'what it is'],
      (rest.some(({ kind }) => kind !== 'type') || models.length > 0
        ? [...models, ...rest.filter(({ kind }) => kind !== 'type')]
        : types
      ).map((each) => [`[\`${each.name}\`](#${anchor(each.name)})`, prose(firstSentence(each.comment.text), link)]),
    ),
    ...section('Model', models.map((each) => entry(each, link, [methodsOf(each, link)]))), // biome-ignore format: one thought
    ...section(
      'Functions',
      rest.filter(({ kind }) => kind === 'function').map((each) => entry(each, link)),
    ),
    ...section('What to store', stored.map((each) => entry(each, link))), // biome-ignore format: one thought
    ...section('Parameters and their defaults', parameters.map((each) => parameterEntry(each, defaults.get(each.name), values, link))), // biome-ignore format: one thought
    ...section(
      'Constants',
      rest.filter(({ kind }) => kind === 'constant').map((each) => entry(each, link)),
    ),
    ...section('Types', others.map((each) => entry(each, link))), // biome-ignore format: one thought
    `---\n\nCode: ${sources(exports)} · [All algorithms](README.md)`,
  ]);
}

/** The heading of a name with all that its comment says. */
export function entry(each: Exported, link: Link, more: readonly string[] = []): string {
  const { name, comment, signature, members, extended, partial } = each;
  const tag = (wanted: string): readonly string[] => comment.tags.filter((its) => its.name === wanted).map((its) => prose(its.text, link));
  const parameters = tag('param').map((text) => `- ${text.replace(/^(?<name>\w+)(?: -)? /, '`$<name>`: ')}`);
  return page([
    `### \`${name}\``,
    members === null || partial ? fence('ts', signature) : '',
    prose(comment.text, link),
    members === null || partial ? '' : memberTable(members, link),
    members === null || partial || extended.length === 0 ? '' : `Also has the fields of ${extended.map(link).join(' and ')}.`,
    parameters.join('\n'),
    ...tag('returns').map((text) => ended(`Returns ${text}`)),
    ...tag('throws').map((text) =>
      ended(`Throws ${text.replace(/^AdaptiveLearningError (`\w+`)/, '[AdaptiveLearningError](README.md#errors) $1')}`),
    ),
    ...more,
    ...tag('example').map((code) => fence('js', code)),
  ]).trimEnd();
}

function ended(sentence: string): string {
  return /[.:!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

function parameterEntry(type: Exported, constant: Exported | undefined, values: Values, link: Link): string {
  const value = constant === undefined ? {} : (values[constant.name] as Readonly<Record<string, unknown>>);
  const withDefault = constant === undefined ? [] : [`#### \`${constant.name}\`\n\n${prose(constant.comment.text, link)}`];
  const rows = (type.members ?? []).map((member) => [
    ...memberRow(member, link).slice(0, 2),
    shown(value[member.name]),
    memberRow(member, link)[2] ?? '',
  ]);
  return page([
    `### \`${type.name}\``,
    prose(type.comment.text, link),
    ...withDefault,
    table(['name', 'type', 'default', 'meaning'], rows),
    longDefaults(value),
  ]).trimEnd();
}

function memberTable(members: readonly Member[], link: Link): string {
  return table(
    ['name', 'type', 'meaning'],
    members.map((member) => memberRow(member, link)),
  );
}

function memberRow({ name, optional, type, comment }: Member, link: Link): readonly string[] {
  const more = comment.tags.filter((tag) => tag.name === 'param').map((tag) => tag.text.replace(/^(?<name>\w+)(?: -)? /, '`$<name>`: '));
  return [`\`${name}\`${optional ? ', optional' : ''}`, `\`${type}\``, prose([comment.text, ...more].join(' '), link)];
}

/** `Scheduler<Sm2State, Sm2Params>`: the interface, the states that it keeps, the parameters. */
function methodsOf(model: Exported, link: Link): string {
  const [kind = '', ...rest] = model.annotation;
  const states = rest.slice(0, -1).map(link).join(' and ');
  return `Implements ${link(kind)} with the state ${states} and the parameters ${link(rest.at(-1) ?? '')}.`;
}

function saysItIsStored({ name, comment }: Exported): boolean {
  return name.endsWith('State') || /\bstored?\b|JSON-safe/.test(comment.text);
}

/** A constant that gives a value to each field of a parameter type. */
function isDefaults({ kind, name, annotation }: Exported, values: Values): boolean {
  const value = values[name];
  return kind === 'constant' && /Defaults$/.test(name) && annotation.length > 0 && typeof value === 'object' && value !== null;
}

/** A default as a table shows it; a long one stands below the table, and a very long one is for the code to show. */
function shown(value: unknown): string {
  if (value === undefined) return '';
  const text = JSON.stringify(value);
  if (text.length <= LONGEST_DEFAULT) return `\`${text}\``;
  return text.length <= LONGEST_DEFAULT_BELOW ? 'below' : 'see the code';
}

function longDefaults(value: Readonly<Record<string, unknown>>): string {
  const long = Object.entries(value).filter(([, each]) => shown(each) === 'below');
  return long.length === 0
    ? ''
    : fence('js', long.map(([name, each]) => `${name}: ${JSON.stringify(each).replaceAll(',', ', ')}`).join('\n'));
}

function importLine(exports: readonly Exported[]): string {
  const values = exports.filter(({ kind }) => kind !== 'type').map(({ name }) => name);
  // Of a family that hands out types only, those.
  const names = values.length > 0 ? values : exports.map(({ name }) => `type ${name}`);
  const one = `import { ${names.join(', ')} } from 'adaptive-learning-engine/algorithms';`;
  return one.length <= 120 ? one : `import {\n${names.map((name) => `  ${name},\n`).join('')}} from 'adaptive-learning-engine/algorithms';`;
}

function sources(exports: readonly Exported[]): string {
  const files = [...new Set(exports.map(({ file }) => file))].sort();
  return files.map((file) => `[${file.split('/').at(-1)}](../../src/algorithms/${file})`).join(', ');
}

/** Blocks with an empty line between them; empty ones are left out. */
export function page(blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
