import { z } from 'zod';
import type { VerbInput, VerbKind } from '../../src/runtime/index.js';
import { rolesFor } from '../../src/security/index.js';
import { type AnyRow, TABLES } from './facade-files.js';
import { page } from './family-page.js';
import { fieldKinds } from './field-kinds.js';
import { schemaOf, sentenceOf, titleOf } from './input-types.js';
import { fence, table } from './markdown.js';
import { type VerbSignature, verbSignatures } from './verb-signatures.js';

export const VERB_PAGE = 'verbs.md';

const INTRODUCTION = `A verb is a method of an engine, or of one learner: \`engine.as({ userId, role })\`. Each is declared once, and its types, its checks and
this page follow from the declaration. \`InputOf<'recordAnswer'>\` and \`ResultOf<'recordAnswer'>\` are the types of what a verb takes and resolves to.

Every verb takes a control behind its input: \`signal\`, an \`AbortSignal\` that stops it within a quarter of a second, and \`deadlineMs\`, how long
it may take, in milliseconds above 0; the engine's \`deadlineMs\` if not given. A stopped call has written all or nothing.

Every verb fails with an \`AdaptiveLearningError\`, whose \`code\` is one of those that its section names, or one of these: \`invalid_input\` for an
input that is not as its table says, before anything is written; \`access_denied\` for a caller whose role may not call it; \`setup_required\`
before \`engine.setup()\` has run; \`closed\`, \`aborted\` and \`deadline_exceeded\` for a call that was ended; \`database_unavailable\` where trying
later may help; \`not_authorised\` and \`database_refused\` where it does not.`;

const ENDS: Readonly<Record<VerbKind, string>> = {
  call: 'a call: it ends by its deadline',
  read: 'a read: it changes nothing, ends by its deadline, and begins again while the database is away for a moment',
  job: 'a job: each of its steps has the deadline, and it may take hours',
  stream: 'a stream: the deadline is for its opening',
};

/** docs/verbs.md, from the two tables of verbs as they are now. */
export function verbPage(): string {
  const all = [TABLES.learner, TABLES.engine].map(({ verbs, file, table: name }) => ({ verbs, signatures: verbSignatures(file, name) }));
  const [learner, engine] = all;
  if (learner === undefined || engine === undefined) throw new Error('There are two tables of verbs');
  return page([
    '<!-- Made by `npm run docs` from the verbs in src/engine: change the verb, not this page. -->',
    '# Verbs',
    INTRODUCTION,
    'Of one learner:',
    contents('learner', learner.verbs),
    'Of the engine:',
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
  const { name, summary, details, result, errors = {}, example, action, kind, input, control = {} } = verb;
  const schema = schemaOf(input);
  const options = Object.entries(control).map(([option, { sentence }]) => [`\`${option}\``, sentence]);
  const failures = Object.entries(errors).map(([code, when]) => `\`${code}\` for ${when}`);
  const facts = [
    ['who may call it', rolesFor(action).map((role) => `\`${role}\``).join(', ')], // biome-ignore format: one thought
    ['ends', ENDS[kind]],
    ['takes', takes(input, verb.inputName)],
    ['resolves to', `${result} (\`${(signature?.result ?? '').replaceAll(/\s+/g, ' ')}\`)`],
    ...(failures.length === 0 ? [] : [['fails with', failures.join('; ')]]),
  ];
  return [
    `## \`${whose}.${name}\``,
    details === undefined ? summary : `${summary} ${details}`,
    facts.map(([what, fact]) => `- **${what ?? ''}**: ${fact ?? ''}`).join('\n'),
    ...(schema instanceof z.ZodType && objectOf(schema) !== undefined ? [table(['field', 'is', 'unless given', 'what it says'], fieldRows(schema, ''))] : []), // biome-ignore format: one thought
    ...(options.length === 0 ? [] : [table(['in the control', 'what it does'], options)]),
    fence('ts', example),
  ];
}

function takes(input: VerbInput, inputName = 'input'): string {
  if (!('takes' in input)) return objectOf(input) === undefined ? `\`${inputName}\`, a text` : `an object, \`${titleOf(input) ?? ''}\``;
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
  return fieldKinds(object, 'input').flatMap(({ name, optional, kind, default: usual }) => {
    const field = shape[name] as z.ZodType;
    const unless = usual === undefined ? (optional ? 'may be left out' : '') : `\`${String(usual)}\``;
    return [[`\`${path}${name}\``, kind, unless, sentenceOf(field) ?? ''], ...fieldRows(field, `${path}${name}.`)];
  });
}

function objectOf(schema: z.ZodType): z.ZodObject | undefined {
  if (schema instanceof z.ZodObject) return schema;
  const inner = (schema.def as { readonly innerType?: z.ZodType }).innerType;
  return inner === undefined ? undefined : objectOf(inner);
}
