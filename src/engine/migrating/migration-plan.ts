import { checkAll, invalidInput } from '../../errors.js';
import type { AnyDeclaration, AnyMigration } from '../../schema/index.js';

/** To which version the documents of a collection are brought, and from which. */
export interface MigrationPlan {
  readonly declaration: AnyDeclaration;
  readonly to: number;
  /** Versions from which steps lead there, the farthest first. */
  readonly from: readonly number[];
}

/** Versions by collection. */
export type Targets = { readonly [collection: string]: number };

/**
 * What there is to do: every collection with migrations comes to its declared version; if targets are given, only those collections, each to its
 * target.
 *
 * @throws AdaptiveLearningError `invalid_input` for a collection without migrations, a version that no step knows, and a way back that is missing
 */
export function migrationPlans(declarations: Iterable<AnyDeclaration>, targets: Targets | undefined): readonly MigrationPlan[] {
  const migrated = new Map(
    Array.from(declarations, (each) => [each.name, each] as const).filter(([, each]) => each.migrations !== undefined),
  );
  if (targets === undefined) return [...migrated.values()].map((declaration) => planOf(declaration, declaration.schemaVersion));
  const chosen = Object.entries(targets);
  checkAll(
    chosen.map(([name, version]) => () => {
      const where = `migrate.to.${name}`;
      const declaration = migrated.get(name);
      if (declaration === undefined)
        throw invalidInput(where, `a collection with migrations: ${[...migrated.keys()].join(', ') || 'there is none'}`, name);
      const { migrations = [] } = declaration;
      const versions = [...migrations.map(({ from }) => from), declaration.schemaVersion];
      if (!versions.includes(version)) throw invalidInput(where, `a version: ${versions.join(', ')}`, version);
      const oneWay = migrations.filter(({ to, down }) => to > version && down === undefined);
      if (oneWay.length > 0) throw invalidInput(where, `${oneWay.at(-1)?.to} or more: the step to it has no way back`, version);
    }),
  );
  return chosen.map(([name, version]) => planOf(migrated.get(name) as AnyDeclaration, version));
}

/**
 * Refuses, in a database with encrypted fields, a way back that would store what is encrypted under another name, where nothing encrypts it.
 *
 * @throws AdaptiveLearningError `invalid_input`
 */
export function refuseInClear(plans: readonly MigrationPlan[]): void {
  checkAll(
    plans.map(({ declaration, to }) => () => {
      const encrypted = new Set(declaration.encrypted.map((path) => path.split('.')[0]));
      const moving = (declaration.migrations ?? []).find(({ to: version, fields }) => {
        const kept = fields.filter((field) => encrypted.has(field));
        return version > to && kept.length > 0 && kept.length < fields.length;
      });
      if (moving === undefined) return;
      const expected = `${moving.to} or more: the step back from it would store an encrypted field in clear`;
      throw invalidInput(`migrate.to.${declaration.name}`, expected, to);
    }),
  );
}

function planOf(declaration: AnyDeclaration, to: number): MigrationPlan {
  const { migrations = [] } = declaration;
  const below = migrations.map((step: AnyMigration) => step.from).filter((version) => version < to);
  const above = migrations.map((step: AnyMigration) => step.to).filter((version) => version > to);
  return { declaration, to, from: [...above.toReversed(), ...below] };
}
