import { expect, test } from 'vitest';
import { checkMaterializers, JOBS } from '../../src/engine/jobs.js';
import { PIPELINES } from '../../src/pipelines/index.js';
import { checkJobs } from '../../src/runtime/jobs/check-jobs.js';
import { refusalOf } from '../support/refusal.js';

const tidy = { name: 'bookmarks.tidy', summary: 'Tidies.', everyMinutes: 60, run: async () => undefined };
const refusing = (table: object) => refusalOf((async () => checkJobs(table as never, 'jobs'))());

test('every pipeline whose documents a job makes names a job that there is', () => {
  const all = Object.values(PIPELINES);
  expect(all.filter(({ materializedBy }) => materializedBy !== undefined).length).toBeGreaterThan(0);
  checkMaterializers(all, JOBS, 'PIPELINES');
});

test('the core calls its jobs by one word, and a module by its own name and one word', async () => {
  expect(Object.keys(JOBS).filter((name) => name.includes('.'))).toEqual([]);
  checkJobs({ ...JOBS, 'bookmarks.tidy': tidy }, 'jobs');
  for (const name of ['Bookmarks.tidy', 'bookmarks.', '.tidy', 'a.b.c', 'a b', '', 'x'.repeat(41), 7])
    expect(await refusing({ [name]: { ...tidy, name } }), String(name)).toMatchObject({ code: 'invalid_input' });
});

test('a table of jobs is refused with all that is wrong with it', async () => {
  const odd = { name: 'A', summary: ' ', everyMinutes: 0, run: 7 };
  const refusal = await refusing({ a: odd, b: null, c: { ...tidy, name: 'c' } });
  expect(refusal.issues?.map(({ path }) => path)).toEqual([
    'jobs.a.name',
    'jobs.a.name',
    'jobs.a.summary',
    'jobs.a.everyMinutes',
    'jobs.a.run',
    'jobs.b',
  ]);
});
