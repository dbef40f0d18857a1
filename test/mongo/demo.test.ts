import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { runDemo } from '../../examples/demo/run-demo.js';

const folder = mkdtempSync(join(tmpdir(), 'demo-'));
const databases: string[] = [];
let client: MongoClient;

beforeAll(async () => {
  client = await MongoClient.connect(inject('mongoUri'));
});
afterAll(async () => {
  for (const name of databases) await client.db(name).dropDatabase();
  await client.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The server of the tests, and a database of this test's own there. */
function ownDatabase(): { readonly name: string; readonly uri: string } {
  const name = `demo_${randomBytes(6).toString('hex')}`;
  databases.push(name);
  const uri = new URL(inject('mongoUri'));
  uri.pathname = `/${name}`;
  return { name, uri: uri.href };
}

async function demo(args: readonly string[], signal = new AbortController().signal) {
  let output = '';
  let errors = '';
  const code = await runDemo({
    args,
    env: {},
    output: { write: (text: string) => (output += text) },
    errors: { write: (text: string) => (errors += text) },
    signal,
  });
  return { code, output, errors };
}

/** Everything but how long it took. */
function untimed(output: string): string {
  return output.replace(/^[\d,]+ answers in .*$/m, '');
}

function writeLog(name: string, rows: readonly string[]): string {
  const file = join(folder, name);
  writeFileSync(file, ['card_id,review_rating,review_time,review_duration', ...rows].join('\n'));
  return file;
}

/** Three cards over a fortnight, one row twice, in no order. */
const ROWS = [0, 1, 3, 6, 13]
  .flatMap((day) =>
    ['sol', 'luna', 'mar'].map(
      (card, index) => `${card},${(day + index) % 4 === 0 ? 1 : 3},2026-03-${String(day + 10)}T18:0${index}:00Z,4000`,
    ),
  )
  .concat('mar,3,2026-03-10T18:02:00Z,4000')
  .reverse();

describe('the demo with a review log', () => {
  test('imports it, shows the learner, and changes nothing when it does so again', async () => {
    const { name, uri } = ownDatabase();
    const { code, output, errors } = await demo(['--file', writeLog('spanish.csv', ROWS), '--db', uri, '--verify']);
    expect(errors).toBe('');
    expect(code).toBe(0);
    expect(output).toContain('spanish.csv: 15 reviews of 3 cards, 2026-03-10 to 2026-03-23 (UTC)');
    expect(output).toContain('1 rows stand in the file a second time and are passed over');
    expect(output).toMatch(/Deck +15 +3 /);
    expect(output).toContain('Forgetting curve: ');
    expect(output).toMatch(/all answers +15 +\d+ % +0\.\d{3} +0\.\d{3}/);
    expect(output).toMatch(/on a later day +12 /);
    expect(output).toContain('Nothing changed, as it must be');
    // One learner_created, five sittings of one start and one end, and the answers.
    expect(await client.db(name).collection('learning_events').countDocuments()).toBe(1 + 5 * 2 + 15);

    const again = await demo(['--file', writeLog('spanish.csv', ROWS), '--db', uri]);
    expect(untimed(again.output)).toBe(untimed(output).split('\nSent a second time')[0]);
    expect(await client.db(name).collection('learning_events').countDocuments()).toBe(26);
  });

  test('imports nothing of a file with a fault in its last row, and says where', async () => {
    const { name, uri } = ownDatabase();
    const { code, output, errors } = await demo([
      '--file',
      writeLog('faulty.csv', [...ROWS, 'sol,7,2026-03-25T18:00:00Z,4000']),
      '--db',
      uri,
    ]);
    expect(code).toBe(1);
    expect(output).toBe('');
    expect(errors).toContain('one fault\n  line 18: review_rating: expected 1, 2, 3 or 4, got "7"');
    expect(await client.db(name).collections()).toEqual([]);
  });

  test('says so when there is no such file', async () => {
    expect(await demo(['--file', join(folder, 'none.csv')])).toMatchObject({
      code: 1,
      errors: expect.stringContaining('The file cannot be read: ENOENT'),
    });
  });
});

describe('the demo with a simulated class', () => {
  test('says that it is simulated, is the same for the same seed, fits a terminal, and survives being sent twice', {
    timeout: 180_000,
  }, async () => {
    const { uri } = ownDatabase();
    const class7 = ['--seed', '7', '--learners', '2', '--weeks', '2', '--zone', 'Europe/Zurich'];
    const { code, output } = await demo([...class7, '--db', uri, '--verify']);
    expect(code).toBe(0);
    expect(output).toContain('SIMULATED: this class does not exist');
    expect(output).toMatch(/What to study next\n {2}1\. .*\n {7}\w+: \w+ /);
    expect(output).toContain('How near is the engine’s belief to the hidden truth?');
    expect(output).toContain('Nothing changed, as it must be');
    expect(output.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(output).not.toContain('\u001B');

    const elsewhere = await demo([...class7, '--db', ownDatabase().uri, '--verify']);
    expect(untimed(elsewhere.output)).toBe(untimed(output));

    const there = await demo([...class7, '--db', uri]);
    expect(there).toMatchObject({ code: 1, errors: expect.stringContaining('already holds the class of seed 7') });
  });

  test('stops in order when its signal says so', async () => {
    const stop = new AbortController();
    const { uri } = ownDatabase();
    const running = demo(['--db', uri, '--learners', '2'], stop.signal);
    setTimeout(() => stop.abort(), 1500);
    expect(await running).toMatchObject({ code: 130, errors: 'Stopped\n' });
  });

  test('ends at Ctrl-C with the exit code that shells expect', async () => {
    const args = ['--no-warnings', '--import', 'tsx', 'examples/demo/main.ts', '--db', ownDatabase().uri];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.setEncoding('utf8');
    let printed = '';
    // Read on to the end: leaving the loop over a stream closes it, and the demo would stop at that.
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (text: string) => {
        printed += text;
        if (printed.includes('SIMULATED')) resolve();
      });
    });
    child.kill('SIGINT');
    expect((await once(child, 'exit'))[0]).toBe(130);
  });
});

test('the demo lists its options, and refuses one that it does not know', async () => {
  expect(await demo(['--help'])).toMatchObject({ code: 0, output: expect.stringContaining('npm run demo -- --file reviews.csv') });
  expect(await demo(['--nope'])).toMatchObject({ code: 2, output: '', errors: expect.stringContaining("Unknown option '--nope'") });
});
