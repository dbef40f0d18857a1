import { z } from 'zod';
import { checkAll, invalidInput } from '../errors.js';
import type { AnyMigration, Versioned } from './migration.js';
import { schemasAt } from './schema-paths.js';

/** A declaration, as far as its steps must agree with it. */
interface Migrated extends Versioned {
  readonly schema: z.ZodType;
  readonly owner: string;
  readonly identity: readonly string[];
  readonly shardKey: object;
}

/**
 * Checks the steps of a declaration: they follow each other up to its version, and change nothing by which a document is found.
 *
 * @throws AdaptiveLearningError `invalid_input` whose `issues` name every fault
 */
export function checkMigrations(declaration: Migrated): void {
  const { name, schemaVersion, migrations } = declaration;
  if (migrations === undefined) return;
  const where = `defineCollection.${name}.migrations`;
  if (!Array.isArray(migrations) || migrations.length === 0) throw invalidInput(where, 'a list of steps', migrations);
  checkAll(migrations.map((step, place) => () => checkStep(step, declaration, `${where}.${place}`)));
  checkAll(
    migrations.map(({ from, to }, place) => () => {
      const next = migrations[place + 1]?.from ?? schemaVersion;
      if (to !== from + 1) throw invalidInput(`${where}.${place}.to`, `the version after ${from}`, to);
      if (to !== next) throw invalidInput(`${where}.${place}.to`, `${next}, from which the next step or the declaration begins`, to);
    }),
  );
}

function checkStep(step: AnyMigration, declaration: Migrated, where: string): void {
  if (typeof step !== 'object' || step === null) throw invalidInput(where, 'what migration gives', step);
  const { from, to, sentence, before, fields, up, down } = step;
  const fixed = new Set(['_id', 'schema_version', declaration.owner, ...declaration.identity, ...Object.keys(declaration.shardKey)]);
  checkAll([
    () => isVersion(from, `${where}.from`),
    () => isVersion(to, `${where}.to`),
    () => {
      if (typeof sentence !== 'string' || sentence.trim() === '') throw invalidInput(`${where}.sentence`, 'a sentence', sentence);
    },
    () => {
      if (!(before instanceof z.ZodType)) throw invalidInput(`${where}.before`, 'a schema of zod', before);
    },
    () => {
      if (!Array.isArray(fields) || fields.length === 0) throw invalidInput(`${where}.fields`, 'names of top-level fields', fields);
      for (const field of fields) {
        if (fixed.has(field)) throw invalidInput(`${where}.fields`, 'fields by which no document is found', field);
        const forms = [declaration.schema, before, ...laterForms(declaration, from)].filter((form) => form instanceof z.ZodType);
        if (!forms.some((form) => schemasAt(form, field).length > 0))
          throw invalidInput(`${where}.fields`, 'top-level fields of the documents', field);
      }
    },
    () => isFunction(up, `${where}.up`),
    () => {
      if (down !== undefined) isFunction(down, `${where}.down`);
    },
  ]);
}

function laterForms({ migrations = [] }: Migrated, from: number): readonly z.ZodType[] {
  return migrations.filter((step) => step.from > from).map(({ before }) => before);
}

function isVersion(value: unknown, where: string): void {
  if (!(Number.isSafeInteger(value) && Number(value) >= 1)) throw invalidInput(where, 'a whole number from 1', value);
}

function isFunction(value: unknown, where: string): void {
  if (typeof value !== 'function') throw invalidInput(where, 'a function', value);
}
