import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOMS } from '../../rooms.config.js';

const names = ROOMS.map(({ name }) => name);
const found = readdirSync('src').map((entry) => entry.replace(/\.ts$/, ''));

test('every folder and file of src/ is a room', () => {
  expect(found.filter((entry) => !names.includes(entry))).toEqual([]);
});

test('imports only point down: a room names rooms above it in the list', () => {
  const upward = ROOMS.flatMap(({ name, imports }, place) =>
    imports.filter((other) => !names.slice(0, place).includes(other)).map((other) => `${name} → ${other}`),
  );
  expect(upward).toEqual([]);
});

const entriesOf = (name: string) => readdirSync(join('src', name), { withFileTypes: true });
const rooms = ROOMS.filter(({ name }) => name !== 'public' && statSync(join('src', name), { throwIfNoEntry: false })?.isDirectory());

describe.each(rooms)('inside $name/', ({ name, folders = [] }) => {
  test('the order names every folder', () => {
    const all = entriesOf(name).filter((entry) => entry.isDirectory());
    expect([...folders].sort()).toEqual(all.map((entry) => entry.name).sort());
  });

  test('folders and the files beside them depend on one another in one direction', () => {
    const circle = circleIn(dependencies(join('src', name)));
    expect(circle.join(' → ')).toBe('');
  });
});

test('a circle between parts is found', () => {
  const parts = { a: ['b'], b: ['c', 'd'], c: [], d: ['b'] };
  expect(circleIn(new Map(Object.entries(parts).map(([part, to]) => [part, new Set(to)])))).toEqual(['b', 'd', 'b']);
});

type Dependencies = ReadonlyMap<string, ReadonlySet<string>>;

/** What each part of a room, a folder or a file beside it, imports of the other parts. */
function dependencies(room: string): Dependencies {
  const parts = new Map<string, Set<string>>();
  for (const entry of readdirSync(room, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.ts')) continue;
    const from = partOf(entry);
    const to = parts.get(from) ?? parts.set(from, new Set()).get(from);
    for (const [, path = ''] of readFileSync(join(room, entry), 'utf8').matchAll(/(?:from|import) '(\.[^']+)\.js'/g)) {
      const target = relative(room, join(room, entry, '..', `${path}.ts`));
      if (!target.startsWith('..') && partOf(target) !== from) to?.add(partOf(target));
    }
  }
  return parts;
}

function partOf(path: string): string {
  return path.split('/')[0] as string;
}

/** The first circle of dependencies, from a part back to itself; empty if there is none. */
function circleIn(parts: Dependencies): readonly string[] {
  const done = new Set<string>();
  const visit = (part: string, way: readonly string[]): readonly string[] => {
    if (way.includes(part)) return [...way.slice(way.indexOf(part)), part];
    if (done.has(part)) return [];
    for (const next of parts.get(part) ?? []) {
      const circle = visit(next, [...way, part]);
      if (circle.length > 0) return circle;
    }
    done.add(part);
    return [];
  };
  for (const part of parts.keys()) {
    const circle = visit(part, []);
    if (circle.length > 0) return circle;
  }
  return [];
}
