import type { AnyDeclaration } from '../../schema/index.js';
import { declarationsOf, type Module } from './define-module.js';

/** A module of an engine, and what it may reach. */
export interface WiredModule {
  readonly module: Module;
  /** Its own collections and those of all modules that it requires, also through others. */
  readonly reaches: readonly AnyDeclaration[];
}

/**
 * Modules in an order in which each stands behind those that it requires; otherwise as they are given.
 *
 * @param modules that require nothing that is missing, and each other in no circle
 */
export function orderModules(modules: readonly Module[]): readonly WiredModule[] {
  const byName = new Map(modules.map((module) => [module.name, module]));
  const wired = new Map<string, WiredModule>();
  const add = (module: Module): WiredModule => {
    const known = wired.get(module.name);
    if (known !== undefined) return known;
    const required = (module.requires ?? []).flatMap((name) => byName.get(name) ?? []).map(add);
    const reaches = new Set([...declarationsOf(module), ...required.flatMap((each) => each.reaches)]);
    const added = { module, reaches: [...reaches] };
    wired.set(module.name, added);
    return added;
  };
  for (const module of modules) add(module);
  return [...wired.values()];
}

/** A circle of modules that require each other, from its first name back to it; undefined where there is none. */
export function requiredCircle(modules: readonly Module[]): readonly string[] | undefined {
  const requires = new Map(modules.map((module) => [module.name, module.requires ?? []]));
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return undefined;
    done.add(name);
    for (const other of requires.get(name) ?? []) {
      const circle = visit(other, [...path, name]);
      if (circle !== undefined) return circle;
    }
    return undefined;
  };
  for (const { name } of modules) {
    const circle = visit(name, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
