import { z } from 'zod';
import { ACCOUNTS, DEADLINES, JOINS } from '../../src/engine/modules/verb-facts.js';
import { optionsOf, type VerbInput } from '../../src/runtime/verbs/define-verb.js';
import { fieldKinds } from '../../src/schema/index.js';
import { rolesFor } from '../../src/security/index.js';
import { type AnyRow, TABLES } from './facade-files.js';
import { page } from './family-page.js';
import { schemaOf, sentenceOf, titleOf } from './input-types.js';
import { fence, table } from './markdown.js';
import { type VerbSignature, verbSignatures } from './verb-signatures.js';

export const VERB_PAGE = 'verbs.md';

const INTRODUCTION = `A verb is a method of an engine, or of one learner: \`engine.as({ userId, role })\` or
\`engine.as({ actorId, role }).learner(userId)\`. This page is generated from the declarations of the verbs. \`InputOf<'recordAnswer'>\` and \`ResultOf<'recordAnswer'>\` are the input and result types of a verb.

Every verb accepts a control object after its input: \`signal\`, an \`AbortSignal\` that stops the call within 250 ms, and \`deadlineMs\`, its time limit in
milliseconds, above 0; the engine's \`deadlineMs\` if not given. A stopped call has written everything or nothing.

Every verb fails with an \`AdaptiveLearningError\`. Its \`code\` is listed in the section of the verb, or is one of these: \`invalid_input\` for an invalid
input, before anything is written; \`access_denied\` for a role that may not call the verb, and for an account that its section does not list;
\`not_found\` for a learner who does not exist or whom the caller does not reach; \`reach_unresolved\` if \`createEngine.reach\` fails;
\`setup_required\` before \`engine.setup()\` has run; \`closed\`, \`aborted\` and \`deadline_exceeded\` for a call that was stopped;
\`database_unavailable\` if retrying later may help; \`not_authorised\` and \`database_refused\` if it does not.`;

/** docs/verbs.md, from the two tables of verbs as they are now. */
export function verbPage(): string {
  const all = [TABLES.learner, TABLES.engine].map(({ verbs, file, table: name }) => ({ verbs, signatures: verbSignatures(file, name) }));
  const [learner, engine] = all;
  if (learner === undefined || engine === undefined) throw new Error('There are two tables of verbs');
  return page([
    '<!-- Made by `npm run docs` from the verbs in src/engine: change the verb, not this page. -->',
    '# Verbs',
    INTRODUCTION,
    'Methods of one learner:',
    contents('learner', learner.verbs),
    'Methods of the engine:',
    contents('engine', engine.verbs),
    ...learner.verbs.flatMap((verb) => sectionOf('learner', verb, learner.signatures.get(verb.name))),
    ...engine.verbs.flatMap((verb) => sectionOf('engine', verb, engine.signatures.get(verb.name))),
  ]);
}

function contents(whose: string, verbs: readonly AnyRow[]): string {
  const rows = verbs.map(({ name, summary }) => [`[\`${name}\`](#${`${whose}${name}`.toLowerCase()})`, summary]);
  return table(['verb', 'what it does'], rows);
}

function sectionOf(whose: string, verb: AnyRow, signature: VerbSignature | undefined): readonly string[] {
  const { name, summary, details, result, errors = {}, example, action, kind, input, joins, cannotJoin } = verb;
  const schema = schemaOf(input);
  const options = Object.entries(optionsOf(verb)).map(([option, { sentence }]) => [`\`${option}\``, sentence]);
  const failures = Object.entries(errors).map(([code, when]) => `\`${code}\` for ${when}`);
  const facts = [
    ['roles', rolesFor(action).map((role) => `\`${role}\``).join(', ')], // biome-ignore format: one thought
    ...(isAboutLearner(whose, verb) ? [['account', ACCOUNTS[verb.account ?? 'active']]] : []),
    ['deadline', DEADLINES[kind]],
    ...(joins === true ? [['transaction', JOINS]] : []),
    ...(cannotJoin === undefined ? [] : [['transaction', `it joins none of your own: ${cannotJoin}`]]),
    ['input', takes(input, verb.inputName)],
    ['returns', `${result} (\`${(signature?.result ?? '').replaceAll(/\s+/g, ' ')}\`)`],
    ...(failures.length === 0 ? [] : [['throws', failures.join('; ')]]),
  ];
  return [
    `## \`${whose}.${name}\``,
    details === undefined ? summary : `${summary} ${details}`,
    facts.map(([what, fact]) => `- **${what ?? ''}**: ${fact ?? ''}`).join('\n'),
    ...(schema instanceof z.ZodType && objectOf(schema) !== undefined ? [table(['field', 'type', 'default', 'meaning'], fieldRows(schema, ''))] : []), // biome-ignore format: one thought
    ...(options.length === 0 ? [] : [table(['control option', 'meaning'], options)]),
    fence('ts', example),
  ];
}

function isAboutLearner(whose: string, { account }: AnyRow): boolean {
  return whose === 'learner' || account !== undefined;
}

function takes(input: VerbInput, inputName = 'input'): string {
  if (!('takes' in input)) return objectOf(input) === undefined ? `\`${inputName}\`, a string` : `an object, \`${titleOf(input) ?? ''}\``;
  const each = schemaOf(input);
  const title = each === undefined ? '' : ` \`${titleOf(each) ?? ''}\``;
  switch (input.takes) {
    case 'nothing':
      return 'no input';
    case 'rows':
      return `rows, each${title}: a list, a generator or a stream`;
    case 'list':
      return `a list of at most ${input.most.toLocaleString('en')}, each${title}`;
    case 'one_or_list':
      return `one${title}, or a list of them`;
    case 'query':
      return 'the name of a [pipeline](pipelines.md) and its params';
  }
}

/** A row for each field, those of objects inside under their paths. */
function fieldRows(schema: z.ZodType, path: string): readonly (readonly string[])[] {
  const object = objectOf(schema);
  if (object === undefined) return [];
  const shape = object.shape as { readonly [field: string]: z.ZodType };
  return fieldKinds(object, 'input').flatMap(({ name, optional, kind, default: fallback }) => {
    const field = shape[name] as z.ZodType;
    const unless = fallback === undefined ? (optional ? 'optional' : 'required') : `\`${String(fallback)}\``;
    return [[`\`${path}${name}\``, kind, unless, sentenceOf(field) ?? ''], ...fieldRows(field, `${path}${name}.`)];
  });
}

function objectOf(schema: z.ZodType): z.ZodObject | undefined {
  if (schema instanceof z.ZodObject) return schema;
  const inner = (schema.def as { readonly innerType?: z.ZodType }).innerType;
  return inner === undefined ? undefined : objectOf(inner);
}
