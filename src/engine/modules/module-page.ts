import { z } from 'zod';
import { type AnyDeclaration, fieldKinds } from '../../schema/index.js';
import { isAction, rolesFor } from '../../security/index.js';
import { checkShape } from './check-modules.js';
import { declarationsOf, type Module } from './define-module.js';
import { markdownTable } from './markdown-table.js';
import { type AnyEngineVerb, type AnyLearnerVerb, accountOf } from './module-verb.js';
import { ACCOUNTS, DEADLINES, JOINS } from './verb-facts.js';

type AnyVerb = AnyLearnerVerb | AnyEngineVerb;

/**
 * The reference page of a module in Markdown, from its declarations: verbs with their inputs, roles, results and errors, collections, pipelines, jobs and
 * reactions. Write it to a file at each build, so that it never differs from the code.
 *
 * @throws AdaptiveLearningError `invalid_input` for what is no module
 * @example
 * writeFileSync('docs/bookmarks.md', modulePage(bookmarks()));
 */
export function modulePage(module: Module): string {
  checkShape(module, 'modulePage');
  const { name, summary, requires = [] } = module;
  const sections = [
    `# Module \`${name}\``,
    summary,
    ...(requires.length === 0 ? [] : [`It requires ${requires.map((other) => `\`${other}\``).join(', ')}.`]),
    ...verbsOf(module, 'learner'),
    ...verbsOf(module, 'engine'),
    ...policyOf(module),
    ...declarationsOf(module).flatMap(collectionOf),
    ...pipelinesOf(module),
    ...jobsOf(module),
    ...reactionsOf(module),
  ];
  return `${sections.join('\n\n')}\n`;
}

function verbsOf(module: Module, whose: 'learner' | 'engine'): readonly string[] {
  const verbs = Object.entries<AnyVerb>(module[whose] ?? {});
  if (verbs.length === 0) return [];
  const title = whose === 'learner' ? '## Verbs of a learner' : '## Verbs of the engine';
  return [title, ...verbs.flatMap(([name, verb]) => verbOf(`${whose}.${module.name}.${name}`, verb, module, whose))];
}

function verbOf(name: string, verb: AnyVerb, { policy = {} }: Module, whose: 'learner' | 'engine'): readonly string[] {
  const { action, kind, joins, input, summary, result, errors = {} } = verb;
  const roles = isAction(action) ? rolesFor(action) : (policy[action] ?? []);
  const failures = Object.entries(errors).map(([code, when]) => `\`${code}\` for ${when}`);
  const facts = [
    ['roles', inCode(roles)],
    ...(whose === 'learner' ? [['account', ACCOUNTS[accountOf(verb)]]] : []),
    ['deadline', DEADLINES[kind]],
    ...(joins === true ? [['transaction', JOINS]] : []),
    ['input', input instanceof z.ZodType ? inputOf(input) : 'no input'],
    ['returns', result],
    ...(failures.length === 0 ? [] : [['throws', failures.join('; ')]]),
  ];
  return [
    `### \`${name}\``,
    summary,
    facts.map(([what, fact]) => `- **${what}**: ${fact}`).join('\n'),
    ...(input instanceof z.ZodType && isObject(input) ? [inputTable(input)] : []),
  ];
}

function inputOf(input: z.ZodType): string {
  const title = input.meta()?.title;
  return `${isObject(input) ? 'an object' : 'a value'}${title === undefined ? '' : `, \`${title}\``}`;
}

function isObject(schema: z.ZodType): boolean {
  if (schema instanceof z.ZodObject) return true;
  const { innerType } = schema.def as { readonly innerType?: z.ZodType };
  return innerType !== undefined && isObject(innerType);
}

function inputTable(input: z.ZodType): string {
  const rows = fieldKinds(input, 'input').map(({ name, optional, kind, default: fallback, sentence }) => [
    `\`${name}\``,
    kind,
    fallback === undefined ? (optional ? 'optional' : 'required') : `\`${JSON.stringify(fallback)}\``,
    sentence ?? '',
  ]);
  return markdownTable(['field', 'type', 'default', 'meaning'], rows);
}

function policyOf({ policy = {} }: Module): readonly string[] {
  const rows = Object.entries(policy).map(([action, roles]) => [`\`${action}\``, inCode(roles)]);
  return rows.length === 0 ? [] : ['## Actions', markdownTable(['action', 'roles'], rows)];
}

function collectionOf(declaration: AnyDeclaration): readonly string[] {
  const { name, description, schema, owner, identity, indexes, encrypted, migrations = [] } = declaration;
  const facts = [
    ['personal data of', owner === 'nobody' ? 'nobody' : `the learner in \`${owner}\``],
    ['unique by', inCode(identity)],
    ...(encrypted.length === 0 ? [] : [['encrypted', inCode(encrypted)]]),
    ...migrations.map(({ from, to, sentence }) => [`version ${from} → ${to}`, sentence]),
  ];
  const forms = schema instanceof z.ZodDiscriminatedUnion ? schema.options.map((option) => option as z.ZodType) : [schema];
  return [
    `## Collection \`${name}\``,
    `Each document is ${description}.`,
    facts.map(([what, fact]) => `- **${what}**: ${fact}`).join('\n'),
    ...forms.map((form) =>
      markdownTable(
        ['field', 'type', ''],
        fieldKinds(form, 'output').map((field) => [`\`${field.name}\``, field.kind, field.optional ? 'optional' : '']),
      ),
    ),
    markdownTable(
      ['index', 'fields', 'why'],
      indexes.map((index) => [`\`${index.name}\``, inCode(Object.keys(index.key)), index.why]),
    ),
  ];
}

function pipelinesOf({ pipelines = [] }: Module): readonly string[] {
  const rows = pipelines.map(({ name, scope, question }) => [`\`${name}\``, scope, question]);
  return rows.length === 0 ? [] : ['## Pipelines', markdownTable(['name', 'scope', 'question'], rows)];
}

function jobsOf({ name: module, jobs = {} }: Module): readonly string[] {
  const rows = Object.entries(jobs).map(([name, { everyMinutes, summary }]) => [`\`${module}.${name}\``, String(everyMinutes), summary]);
  return rows.length === 0 ? [] : ['## Jobs', markdownTable(['name', 'minutes between runs', 'what it does'], rows)];
}

function reactionsOf({ reactions = {} }: Module): readonly string[] {
  const rows = Object.entries(reactions).map(([name, { to, summary }]) => [`\`${name}\``, inCode(to), summary]);
  return rows.length === 0 ? [] : ['## Reactions', markdownTable(['name', 'events', 'what it stores'], rows)];
}

function inCode(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
