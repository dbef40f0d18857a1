import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { LEARNER_VERBS } from '../../src/engine/learner-verbs.js';
import { fencedCode, markedBlock, PAGES, README } from './readme.js';
import { README_TABLES } from './readme-tables.js';

describe('README.md', () => {
  test.each(Object.keys(README_TABLES) as (keyof typeof README_TABLES)[])('lists the %s that the code has, in its words', (name) => {
    expect(markedBlock(`table: ${name}`)).toBe(README_TABLES[name]);
  });

  test('lists every verb of the engine, and no other', async () => {
    // A client that is never connected: the engine's verbs are only counted.
    const client = new MongoClient('mongodb://127.0.0.1:1');
    const engine = await createEngine({ db: client.db('readme') });
    expect(firstCells('table: engine').sort()).toEqual(Object.keys(engine).sort());
    await client.close();
  });

  test('lists every verb of a learner, and no other', () => {
    expect(firstCells('table: learner').sort()).toEqual(Object.keys(LEARNER_VERBS).sort());
  });

  test('has a quickstart of at most fifteen lines', () => {
    const lines = fencedCode('ts').trim().split('\n');
    expect(lines.length).toBeLessThanOrEqual(15);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  test('is about 900 words long', () => {
    const prose = README.replace(/```[\s\S]*?```/g, '').split(/\s+/);
    expect(prose.length).toBeGreaterThan(600);
    expect(prose.length).toBeLessThan(960);
  });

  test.each([...PAGES])('%s leads only to files that exist, and to headings that they have', (page, text) => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, target]) => target ?? '');
    expect(links.filter((target) => !leadsSomewhere(page, target))).toEqual([]);
  });
});

/** The names in the first column of a marked table. */
function firstCells(name: string): string[] {
  return [...markedBlock(name).matchAll(/^\| `(\w+)`/gm)].map(([, verb]) => verb ?? '');
}

function leadsSomewhere(page: string, target: string): boolean {
  const [path = '', heading] = target.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(file)) return false;
  return heading === undefined || headingsOf(file).includes(heading);
}

/** The headings of a page as links write them: lower case, hyphens for spaces, no dots. */
function headingsOf(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => line.startsWith('#'))
    .map((line) => line.replace(/^#+ /, '').toLowerCase().replaceAll(/['`.]/g, '').replaceAll(' ', '-'));
}
