import { createEngine } from 'adaptive-learning-engine';
import { defineModule, inputSchema, learnerVerb, type Module, NOTHING } from 'adaptive-learning-engine/modules';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bookmarks } from '../../../examples/bookmarks/module.js';
import { digestOf } from '../../support/digest.js';
import { hostileValues } from '../../support/hostile-values.js';
import { refusalOf } from '../../support/refusal.js';
import { newAccount, openTutor, type Tutor } from '../../support/tutor.js';

const summary = 'Says that it was called.';
const said = { action: 'read', summary, result: summary, run: async () => 'called' } as const;

/** A verb for each thing that a row can say of the account, and none for what it says if it says nothing. */
const probe = defineModule({
  name: 'probe',
  summary,
  learner: {
    ofActive: learnerVerb({ ...said, kind: 'read', input: NOTHING, account: 'active' }),
    ofReadable: learnerVerb({ ...said, kind: 'call', input: NOTHING, account: 'readable' }),
    ofAny: learnerVerb({ ...said, kind: 'call', input: NOTHING, account: 'any' }),
    aCall: learnerVerb({ ...said, kind: 'call', input: inputSchema('ACallInput', { size: z.int().min(1) }, { size: 'A size.' }) }),
    aRead: learnerVerb({ ...said, kind: 'read', input: NOTHING }),
    aJob: learnerVerb({ ...said, kind: 'job', input: NOTHING }),
  },
});

const SECRET = 'my secret text';
const slope = { subject: 'Algebra', topic: 'Lines', concept: 'Slope' };
/** A valid input of each verb that takes one. */
const INPUTS: { readonly [verb: string]: object } = {
  'bookmarks.add': { ...slope, note: 'Ask again.' },
  'bookmarks.remove': slope,
  'bookmarks.mostMarked': { subject: 'Algebra' },
  'probe.aCall': { size: 1 },
};
const modules: readonly Module[] = [bookmarks(), probe];
const rows = modules.flatMap((module) =>
  (['learner', 'engine'] as const).flatMap((whose) =>
    Object.entries(module[whose] ?? {}).map(([name, row]) => ({ verb: `${module.name}.${name}`, module: module.name, name, whose, row })),
  ),
);
const withInput = rows.filter(({ row }) => row.input instanceof z.ZodType);
const ofLearner = rows.filter(({ whose }) => whose === 'learner');

let tutor: Tutor;
let engine: Awaited<ReturnType<typeof createEngine>>;
let own: string;
beforeAll(async () => {
  tutor = await openTutor();
  engine = await createEngine({ db: tutor.db, clock: tutor.clock.read, cache: false, tuning: 'manual', modules });
  await engine.setup();
  own = (await engine.createLearner(newAccount())).user_id;
});
afterAll(() => tutor[Symbol.asyncDispose]());

type Row = (typeof rows)[number];
type Call = (...args: readonly unknown[]) => Promise<unknown>;
const callOf = ({ module, name, whose }: Row, userId = own): Call => {
  const scope: object = whose === 'engine' ? engine : engine.as({ userId, role: 'system' });
  return (Reflect.get(scope, module) as { readonly [verb: string]: Call })[name] as Call;
};
const bound =
  (row: Row, userId?: string): Call =>
  async (...args) =>
    Reflect.apply(callOf(row, userId), facadeOf(row, userId), args) as Promise<unknown>;
const facadeOf = ({ module, whose }: Row, userId = own): object =>
  Reflect.get(whose === 'engine' ? engine : engine.as({ userId, role: 'system' }), module) as object;

test('every verb that takes an input has a valid one here, which is taken', async () => {
  expect(withInput.map(({ verb }) => verb).filter((verb) => !(verb in INPUTS))).toEqual([]);
  for (const row of withInput) await expect(bound(row)(INPUTS[row.verb])).resolves.toBeDefined();
});

describe.each(withInput)('the input of $verb', (row) => {
  const valid = INPUTS[row.verb] as { readonly [field: string]: unknown };
  const schema = row.row.input as z.ZodType;
  const fields = Object.keys((schema as z.ZodObject).shape);

  async function expectRefused(input: unknown, what: string): Promise<void> {
    const refusal = await refusalOf(bound(row)(input));
    expect(refusal, what).toMatchObject({ code: 'invalid_input' });
    expect(refusal.where?.startsWith(row.verb), what).toBe(true);
    expect(refusal.message, what).not.toContain(SECRET);
  }

  test('has each of its fields refused with what it cannot be, naming the verb, and nothing is written', async () => {
    const before = await digestOf(tutor.db);
    for (const field of fields)
      for (const [what, value] of hostileValues()) {
        const input = { ...valid, [field]: value };
        let isFine = false;
        try {
          isFine = schema.safeParse(input).success;
        } catch {
          // What runs code when it is looked at is no input.
        }
        if (!isFine) await expectRefused(input, `${field}: ${what}`);
      }
    expect(await digestOf(tutor.db)).toBe(before);
  });

  test('is refused as a whole where it is no plain object of these fields', async () => {
    const before = await digestOf(tutor.db);
    for (const [what, value] of hostileValues()) await expectRefused(value, what);
    await expectRefused([valid], 'a list');
    await expectRefused(SECRET, 'a string');
    await expectRefused({ ...valid, [SECRET]: 1 }, 'an unknown field');
    await expectRefused({ ...valid, $where: SECRET }, 'an operator');
    expect(await digestOf(tutor.db)).toBe(before);
  });

  test('has all its faults told at once', async () => {
    const none = Object.fromEntries(fields.map((field) => [field, null]));
    const { issues = [] } = await refusalOf(bound(row)({ ...none, unheard_of: 1 }));
    expect(issues.map(({ path }) => path).sort()).toEqual([row.verb, ...fields.map((field) => `${row.verb}.${field}`)].sort());
  });
});

describe.each(rows)('the control of $verb', (row) => {
  test('is held to what a call takes', async () => {
    const args = (control: unknown) => (row.row.input instanceof z.ZodType ? [INPUTS[row.verb], control] : [control]);
    for (const control of [{ deadline: 5 }, { deadlineMs: 0 }, { deadlineMs: '5' }, { signal: {} }, 7])
      expect(await refusalOf(bound(row)(...args(control)))).toMatchObject({ code: 'invalid_input' });
    const isJoining = 'joins' in row.row && row.row.joins === true;
    expect((await refusalOf(bound(row)(...args({ session: 'x' })))).where).toBe(`${row.verb}.control${isJoining ? '.session' : ''}`);
    expect(await refusalOf(bound(row)(...args({ signal: AbortSignal.abort() })))).toMatchObject({ code: 'aborted' });
  });
});

/** Which accounts a verb serves. */
const SERVED = { active: ['active'], readable: ['active', 'suspended'], any: ['active', 'suspended', 'deleted'] } as const;

describe.each(ofLearner)('the account of $verb', (row) => {
  const { kind, account = kind === 'read' ? 'readable' : 'active' } = row.row;

  test.each(['active', 'suspended', 'deleted'] as const)('%s gets the answer that the row says', async (status) => {
    const { user_id } = await engine.createLearner(newAccount());
    await engine.setAccountStatus({ user_id, account_status: status });
    const before = await digestOf(tutor.db);
    const call = bound(row, user_id)(...(row.row.input instanceof z.ZodType ? [INPUTS[row.verb]] : []));
    if ((SERVED[account as keyof typeof SERVED] as readonly string[]).includes(status)) {
      await expect(call).resolves.toBeDefined();
      return;
    }
    expect(await refusalOf(call)).toMatchObject({ code: 'access_denied', where: row.verb });
    expect(await digestOf(tutor.db)).toBe(before);
  });

  test('absent is not found, and nothing is stored', async () => {
    const before = await digestOf(tutor.db);
    const call = bound(row, 'nobody')(...(row.row.input instanceof z.ZodType ? [INPUTS[row.verb]] : []));
    expect(await refusalOf(call)).toMatchObject({ code: 'not_found', where: row.verb });
    expect(await digestOf(tutor.db)).toBe(before);
  });
});
