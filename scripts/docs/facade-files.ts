import { join } from 'node:path';
import type { z } from 'zod';
import { ENGINE_VERBS } from '../../src/engine/engine-verbs.js';
import { LEARNER_VERBS } from '../../src/engine/learner-verbs.js';
import type { Verb } from '../../src/runtime/verbs/define-verb.js';
import { rolesFor } from '../../src/security/index.js';
import { commentText, inputInterfaces, mayBeLeftOut, schemaOf, titleOf } from './input-types.js';
import { specifier, type VerbSignature, verbSignatures } from './verb-signatures.js';

const FACADE = 'src/engine/facade';
const INPUTS = 'src/engine/inputs/verb-inputs.ts';
const GENERATED = '/** Written by `npm run docs` from the verbs: change the verb, not this file. */\n';

/** What is read here of a verb. */
export type AnyRow = Omit<Verb<never, never>, 'run' | 'learnerOf'>;

export const TABLES = {
  engine: { verbs: Object.values<AnyRow>(ENGINE_VERBS), file: 'src/engine/engine-verbs.ts', table: 'ENGINE_VERBS' },
  learner: { verbs: Object.values<AnyRow>(LEARNER_VERBS), file: 'src/engine/learner-verbs.ts', table: 'LEARNER_VERBS' },
} as const;

/** The types of the facades, by their files: plain interfaces, so that an editor shows each sentence and a compiler has nothing to work out. */
export function facadeFiles(): ReadonlyMap<string, string> {
  const schemas = Object.values(TABLES).flatMap(({ verbs }) => verbs.flatMap(({ input }) => schemaOf(input) ?? []));
  return new Map([
    [INPUTS, `${GENERATED}\n${inputInterfaces(schemas)}`],
    [join(FACADE, 'engine-methods.ts'), methodsFile('EngineMethods', 'The verbs of an engine.', TABLES.engine)],
    [join(FACADE, 'learner-methods.ts'), methodsFile('LearnerMethods', 'The verbs of one learner.', TABLES.learner)],
    [join(FACADE, 'verb-roles.ts'), rolesFile()],
  ]);
}

/** The policy of each verb as a type, by which a role's facade has the verbs that the role may call and no other. */
function rolesFile(): string {
  const rows = (verbs: readonly AnyRow[]) =>
    verbs.map(({ name, action }) => `  readonly ${name}: ${rolesFor(action).map((role) => `'${role}'`).join(' | ')};\n`).join(''); // biome-ignore format: one thought
  return `${GENERATED}
/** Which roles may call each verb of a learner. */
export interface LearnerVerbRoles {\n${rows(TABLES.learner.verbs)}}

/** Which roles may call each verb of the engine. */
export interface EngineVerbRoles {\n${rows(TABLES.engine.verbs)}}
`;
}

function methodsFile(name: string, sentence: string, { verbs, file, table }: (typeof TABLES)['engine' | 'learner']): string {
  const signatures = verbSignatures(file, table);
  const origins = new Map<string, string>([
    ['CallControl', 'src/runtime/index.ts'],
    ['WriteControl', 'src/runtime/index.ts'],
  ]);
  const methods = verbs.map((verb) => {
    const signature = signatures.get(verb.name);
    if (signature === undefined) throw new Error(`${table} has ${verb.name} under another name`);
    for (const [type, from] of signature.origins) origins.set(type, from);
    const { input } = verb;
    const title = schemaOf(input) === undefined ? undefined : titleOf(schemaOf(input) as z.ZodType);
    if (title !== undefined && !('takes' in input)) origins.set(title, INPUTS);
    return `${commentText(docOf(verb), '  ')}  ${verb.name}${methodText(verb, signature, title)};\n`;
  });
  const isGeneric = methods.some((method) => /\bOwn\b/.test(method));
  const body = methods.join('\n');
  const own = isGeneric ? '<Own extends OwnPipelines = readonly []>' : '';
  return `${GENERATED}${importsText(origins, body + own)}\n/** ${sentence} */\nexport interface ${name}${own} {\n${body}}\n`;
}

function methodText(
  { input, inputName = 'input', joins }: AnyRow,
  { typeParameters, input: annotated, control, result }: VerbSignature,
  title: string | undefined,
): string {
  const last = `control?: ${joins === true ? 'WriteControl' : control}`;
  if (!('takes' in input)) {
    const optional = mayBeLeftOut(input) ? '?' : '';
    return `(${inputName}${optional}: ${title ?? 'string'}, ${last}): ${result}`;
  }
  if (input.takes === 'nothing') return `(${last}): ${result}`;
  const parameters = input.takes === 'query' ? queryParameters(annotated ?? '') : `input: ${annotated ?? 'unknown'}`;
  return `${typeParameters}(${parameters}, ${last}): ${result}`;
}

/** `{ readonly name: Name; readonly params: Params }` as two parameters. */
function queryParameters(annotated: string): string {
  const [, name, params] = /name: (?<name>[^;]+);\s*readonly params: (?<params>[^;]+?);?\s*\}/.exec(annotated) ?? [];
  if (name === undefined || params === undefined) throw new Error(`A query's input is { name, params }, not ${annotated}`);
  return `name: ${name}, params: ${params}`;
}

/** The doc comment of a verb's method. */
function docOf({ summary, details, errors, example, result }: AnyRow): string {
  const failures = Object.entries(errors ?? {}).map(([code, when]) => `\`${code}\` for ${when}`);
  return [
    `${summary}${details === undefined ? '' : ` ${details}`}`,
    '',
    `@returns ${result}`,
    ...(failures.length === 0 ? [] : [`@throws AdaptiveLearningError ${failures.join('; ')}`]),
    '@example',
    example,
  ].join('\n');
}

function importsText(origins: ReadonlyMap<string, string>, body: string): string {
  const byFile = new Map<string, string[]>();
  for (const [type, file] of origins) {
    if (!new RegExp(`\\b${type}\\b`).test(body)) continue;
    byFile.set(file, [...(byFile.get(file) ?? []), type].sort());
  }
  const lines = [...byFile].map(([file, types]) => `import type { ${types.join(', ')} } from '${specifier(FACADE, file)}';`);
  return `${lines.sort().join('\n')}\n`;
}
