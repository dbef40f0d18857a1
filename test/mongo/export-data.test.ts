import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createEngine, type Engine, type LearnerExport } from 'adaptive-learning-engine';
import { accounts } from 'adaptive-learning-engine/accounts';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { bookmarks } from '../../examples/bookmarks/module.js';
import { checkExport, writeExport } from '../../examples/export-learner.js';
import { liveFully } from '../support/full-life.js';
import { refusalOf } from '../support/refusal.js';
import { testKeys } from '../support/test-keys.js';
import { newAccount, openTutor, type Tutor } from '../support/tutor.js';

interface Line {
  readonly record: string;
  readonly collection: string;
  readonly document: { readonly [field: string]: unknown };
  readonly collections: readonly {
    readonly name: string;
    readonly schema: { readonly properties?: object; readonly anyOf?: readonly object[] };
  }[];
  readonly documents: { readonly [collection: string]: number };
  readonly unreadable: readonly object[];
  readonly sha256: string;
}

const CANARY = 'canary 4417';
const OTHERS = 'somebody-else-9310';
const PASSWORD = 'canary password 5520';

let tutor: Tutor;
const modules = [bookmarks(), accounts({ passwords: { memoryKiB: 7_168, passes: 1 } })] as const;
const open = async () =>
  createEngine({
    db: tutor.db,
    clock: tutor.clock.read,
    cache: false,
    tuning: 'manual',
    encryption: { keys: await testKeys(), tenant: 't', clear: 'allow' },
    modules,
    reach: { mayReach: () => true },
  });
let engine: Awaited<ReturnType<typeof open>>;
let userId: string;

async function linesOf(exported: LearnerExport): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of exported) lines.push(line);
  return lines;
}

const read = (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as Line);
const learnerOf = (id: string) => engine.as({ userId: id, role: 'learner' });

beforeAll(async () => {
  tutor = await openTutor();
  const { learner: inClear } = await liveFully(tutor);
  ({ userId } = inClear);
  // What a life in clear plants there is no key.
  await tutor.db.collection('data_keys').deleteMany({ user_id: userId });
  engine = await open();
  await engine.setup();
  const learner = learnerOf(userId);
  await learner.updateProfile({ name: CANARY, learning_goals: [CANARY] });
  await learnerOf(userId).bookmarks.add({ subject: 'Algebra', topic: 'Lines', concept: 'Slope', note: CANARY });
  await engine.setEmail({ user_id: userId, email: 'canary@example.org' });
  const reset = await engine.accounts.requestPasswordReset({ email: 'canary@example.org' });
  if (reset.status === 'issued') await engine.accounts.resetPassword({ token: reset.token, password: PASSWORD });
  await engine.accounts.signIn({ email: 'canary@example.org', password: PASSWORD, device: CANARY });
  await learnerOf(userId).accounts.beginSecondFactor();
  await engine.accounts.setRoles({ user_id: userId, roles: ['learner', 'teacher'] });
  await learnerOf(userId).accounts.requestEmailVerification({ email: 'canary2@example.org' });
  await engine.rollUp();
  await engine.aggregateEmotions();
  await engine.createLearner({ ...newAccount(), user_id: OTHERS, email: 'other@example.org' });
  await learnerOf(OTHERS).recordAnswer({
    event_id: 'o-1',
    subject: 'Algebra',
    topic: 'Lines',
    concept: 'Slope',
    correct: true,
    response_time_seconds: 3,
  });
});
afterAll(async () => {
  await engine.close();
  await tutor[Symbol.asyncDispose]();
});

describe('an export', () => {
  test('has every document of the learner in every collection of the catalogue, once, and none of others', async () => {
    const lines = await linesOf(await learnerOf(userId).exportData());
    const [manifest, ...rest] = read(lines);
    const [end, ...documents] = rest.reverse() as [Line, ...Line[]];
    const stored: { [collection: string]: number } = {};
    for (const { name } of manifest?.collections ?? []) stored[name] = await tutor.db.collection(name).countDocuments({ user_id: userId });
    expect(end.documents).toEqual(stored);
    expect(Object.entries(stored).filter(([, count]) => count === 0)).toEqual([]);
    const counted: { [collection: string]: number } = {};
    for (const { collection } of documents) counted[collection] = (counted[collection] ?? 0) + 1;
    expect(counted).toEqual(stored);
    expect(documents.every(({ document }) => document['user_id'] === userId)).toBe(true);
    expect(lines.join('')).not.toContain(OTHERS);
    expect(end).toMatchObject({ unreadable: [], left_out: 0 });
  });

  test('shows what is encrypted, and no secret of sign-in', async () => {
    const text = (await linesOf(await learnerOf(userId).exportData())).join('');
    const documents = read(text.trim().split('\n')).filter(({ record }) => record === 'document');
    const telling = (collection: string) => JSON.stringify(documents.filter((line) => line.collection === collection));
    for (const collection of ['users', 'bookmarks', 'sign_ins']) expect(telling(collection)).toContain(CANARY);
    expect(telling('email_tokens')).toContain('canary2@example.org');
    for (const secret of ['$argon2', PASSWORD, 'password_hash', 'token_hash', 'family_hash', 'recovery_hashes', 'wrapped', '_id'])
      expect(documents.map(({ document }) => JSON.stringify(document)).join('')).not.toContain(`"${secret}`);
  });

  test('its manifest has a JSON Schema that each document fits, and no other document does', async () => {
    const [manifest, ...rest] = read(await linesOf(await learnerOf(userId).exportData()));
    const schemas = new Map(manifest?.collections.map(({ name, schema }) => [name, z.fromJSONSchema(schema as never)]));
    for (const { record, collection, document } of rest) {
      if (record !== 'document') continue;
      const schema = schemas.get(collection);
      expect([collection, schema?.safeParse(document).error?.issues]).toEqual([collection, undefined]);
      expect([collection, schema?.safeParse({ ...document, unknown: 1 }).success]).toEqual([collection, false]);
    }
    expect(JSON.stringify(manifest)).not.toMatch(/bsonType|maxBytes|password_hash|token_hash/);
  });

  test('examples/export-learner.ts writes it to a file, and finds out when that is cut', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'export-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'learner.ndjson.gz');
    await writeExport(engine as Engine, userId, file);
    expect(await checkExport(file)).toBeGreaterThan(10);
    const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n');
    writeFileSync(file, gzipSync(`${lines.toSpliced(2, 1).join('\n')}\n`));
    await expect(checkExport(file)).rejects.toThrow('is not whole');
    writeFileSync(file, gzipSync(`${lines.slice(0, -1).join('\n')}\n`));
    await expect(checkExport(file)).rejects.toThrow('is not whole');
  });

  test('its last line has the sum of all lines before it', async () => {
    const lines = await linesOf(await learnerOf(userId).exportData());
    const sum = createHash('sha256').update(lines.slice(0, -1).join('')).digest('hex');
    expect(read(lines).at(-1)).toMatchObject({ record: 'end', sha256: sum });
  });

  test('includes emotions whose use is not allowed, and names documents that cannot be read', async () => {
    const learner = learnerOf(userId);
    await learner.updatePreferences({ privacy_settings: { emotional_data_usage: false } });
    const [, ...rest] = read(await linesOf(await learner.exportData()));
    expect(rest.at(-1)?.documents['emotional_analytics']).toBeGreaterThan(0);
    const { insertedId } = await tutor.db
      .collection('content_mastery')
      .insertOne({ user_id: userId, subject: 'x', topic: 'y', concept: 'z' }, { bypassDocumentValidation: true });
    const end = read(await linesOf(await learner.exportData())).at(-1);
    expect(end).toMatchObject({ unreadable: [{ collection: 'content_mastery' }], left_out: 1 });
    await tutor.db.collection('content_mastery').deleteOne({ _id: insertedId });
  });

  test('is stopped by its signal, by a loop that ends, and by the close of the engine', async () => {
    const control = new AbortController();
    const exported = await learnerOf(userId).exportData({ signal: control.signal });
    await exported.next();
    control.abort();
    expect((await refusalOf(exported.next())).code).toBe('aborted');
    const other = await learnerOf(userId).exportData();
    for await (const _ of other) break;
    await other.closed;
    expect(await other.next()).toEqual({ done: true, value: undefined });
    const closing = await open();
    const last = await closing.as({ userId, role: 'learner' }).exportData();
    await last.next();
    await closing.close({ timeoutMs: 1_000 });
    await last.closed;
    expect((await refusalOf(last.next())).code).toBe('closed');
  });

  test('is for the learner, administrators and your backend; not of others, of nobody, or of a deleted account', async () => {
    for (const role of ['maintainer', 'guardian', 'teacher'] as const) {
      const actor = engine.as({ actorId: 'someone', role: role as 'admin' });
      await expect(async () => actor.learner(userId).exportData(), role).rejects.toMatchObject({
        code: 'access_denied',
        where: 'exportData',
      });
    }
    expect((await refusalOf(learnerOf('nobody').exportData())).code).toBe('not_found');
    await engine.setAccountStatus({ user_id: OTHERS, account_status: 'deleted' });
    expect((await refusalOf(learnerOf(OTHERS).exportData())).code).toBe('access_denied');
    const admin = engine.as({ actorId: 'admin-1', role: 'admin' }).learner(userId);
    expect((await linesOf(await admin.exportData())).length).toBeGreaterThan(10);
  });
});
