import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { studyClass } from '../support/study-class.js';
import { openTutor, type Tutor } from '../support/tutor.js';

const MODEL = 'logistic';

let tutor: Tutor;
beforeEach(async () => {
  tutor = await openTutor({ predictor: MODEL });
});
afterEach(() => tutor[Symbol.asyncDispose]());

const active = async () => (await tutor.engine.repositories.model_fits.active([MODEL]).toArray()).map((fit) => fit.params_version);
const tuning = () => tutor.engine.repositories.model_tunings.of(MODEL);

/** Tunes in a process of its own and kills it with -9 at a point. */
async function tuneAndKill(at: string): Promise<void> {
  const program = new URL('../support/tune-program.ts', import.meta.url).pathname;
  const args = ['--no-warnings', '--import', 'tsx', program, tutor.uri, tutor.db.databaseName, tutor.clock.read().toISOString(), at];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  expect(value).toBe('inside');
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** In the order in which a tuning comes to them: a phase, a collection that is written to, a command. */
const POINTS = ['reading', 'judging', 'fitting', 'model_fit_concepts', 'model_fits', 'commitTransaction'];

test.each(POINTS)(
  'killed with -9 at %s, a tuning has activated nothing, and the next makes up for it',
  async (at) => {
    await studyClass(tutor.clock, tutor.engine, { answers: 1_000 });
    await tuneAndKill(at);
    expect(await active()).toEqual([]);
    expect(await tuning()).toMatchObject({
      begun: 1,
      unended: 1,
      lease: { params_version: expect.stringMatching(/^tuned-0001/) as string },
    });
    expect((await tuning())?.last).toBeUndefined();
    expect(await tutor.engine.tune()).toMatchObject({ outcome: 'busy' });

    tutor.clock.set((await tuning())?.lease?.until as Date);
    // The server keeps the open transaction of a client that died for a minute at most; until then what it wrote cannot be written by others.
    await vi.waitFor(async () => expect(await tutor.engine.tune()).toMatchObject({ outcome: 'activated' }), {
      timeout: 120_000,
      interval: 500,
    });
    const [version, ...others] = await active();
    expect([version, others]).toEqual([expect.stringMatching(/^tuned-000[2-9]/), []]);
    expect(await tuning()).toMatchObject({ unended: 0, last: { end: 'activated', params_version: version } });
    expect((await tuning())?.lease).toBeUndefined();
    // Of the version of the dead one there is the whole fit, which nobody serves, or nothing.
    const fits: readonly string[] = await tutor.db.collection('model_fits').distinct('params_version');
    const halves = (await tutor.db.collection('model_fit_concepts').distinct('params_version')).filter(
      (each: string) => !fits.includes(each),
    );
    expect(halves).toEqual([]);
  },
  180_000,
);
