import { Readable } from 'node:stream';
import {
  AdaptiveLearningError,
  type Engine,
  type ImportedAnswerInput,
  type RecordAnswerInput,
  type RecordAnswersProgress,
  type RefusedAnswer,
  type StoredAnswer,
} from 'adaptive-learning-engine';
import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkLog } from '../../bench/harness/log-check.js';
import { castStory, type Step, storedOf, stories, type TakeIn, tellStory } from '../support/answer-stories.js';
import { refusalOf } from '../support/refusal.js';
import { DAY, later, MINUTE } from '../support/stopped-clock.js';
import { answerIn, newAccount, openSession, openTutor, type Tutor } from '../support/tutor.js';

const CURRICULUM = [
  { subject: 'Algebra', topic: 'Equations', concept: 'Fractions' },
  { subject: 'Algebra', topic: 'Equations', concept: 'Linear equations', prerequisites: [{ concept: 'Fractions' }] },
];

/** As the check of the log has them. */
const OWN = { knowledge: 'ability' } as const;

let bulk: Tutor;
let asSent: Tutor;
let asHappened: Tutor;

beforeAll(async () => {
  [bulk, asSent, asHappened] = (await Promise.all([openTutor(OWN), openTutor(OWN), openTutor(OWN)])) as [Tutor, Tutor, Tutor];
  for (const tutor of [bulk, asSent, asHappened]) {
    tutor.clock.set(later(2 * DAY));
    await tutor.engine.upsertCurriculum(CURRICULUM);
  }
});
afterAll(async () => {
  for (const tutor of [bulk, asSent, asHappened]) await tutor[Symbol.asyncDispose]();
});

/** One call for each answer. */
async function oneByOne(engine: Engine, inputs: readonly unknown[]): Promise<readonly RefusedAnswer[]> {
  const refused: RefusedAnswer[] = [];
  for (const [position, input] of inputs.entries()) {
    const { user_id: userId, ...answer } = (input ?? {}) as ImportedAnswerInput;
    const call =
      typeof userId === 'string'
        ? engine.as({ userId, role: 'system' }).recordAnswer(answer)
        : engine.as(bulkCaller()).recordAnswer(input as never);
    await call.catch((error: unknown) => {
      if (!(error instanceof AdaptiveLearningError)) throw error;
      refused.push({ position, error });
    });
  }
  return refused;
}

const bulkCaller = () => ({ userId: newAccount().user_id, role: 'system' as const });

/** What a story's answers come to at once, one by one as they were sent, and one by one as they happened. */
async function tellThrice(story: readonly Step[]) {
  const cast = castStory();
  const recorded: unknown[][] = [];
  const atOnce: TakeIn = async (engine, inputs) => {
    const report = await engine.recordAnswers(inputs as readonly ImportedAnswerInput[]);
    expect(report.recorded + report.alreadyRecorded + report.refused).toBe(inputs.length);
    expect(report).toMatchObject({ read: inputs.length, refused: report.refusals.length });
    return report.refusals;
  };
  const refused = await tellStory(bulk.engine, story, cast, atOnce);
  const taken: TakeIn = async (engine, inputs) => {
    const refusals = await oneByOne(engine, inputs);
    const refusedAt = new Set(refusals.map(({ position }) => position));
    recorded.push(inputs.filter((_, position) => !refusedAt.has(position)));
    return refusals;
  };
  const refusedOneByOne = await tellStory(asSent.engine, story, cast, taken);
  const inTime: TakeIn = async (engine) => {
    const happened = (recorded.shift() ?? []) as ImportedAnswerInput[];
    const byTime = happened.toSorted((a, b) => timeOf(a) - timeOf(b) || (a.event_id < b.event_id ? -1 : 1));
    expect(await oneByOne(engine, byTime)).toEqual([]);
    return [];
  };
  await tellStory(asHappened.engine, story, cast, inTime);
  return { cast, refused, refusedOneByOne };
}

const timeOf = ({ occurred_at }: ImportedAnswerInput) => (occurred_at as Date).getTime();

test('any history, with answers that come late, twice or spoilt, ends as it does one by one, and refuses the same with the same words', async () => {
  let refusals = 0;
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      const { cast, refused, refusedOneByOne } = await tellThrice(story);
      expect(refused).toEqual(refusedOneByOne);
      // What the models made of an answer when it came depends on what had come by then.
      const unlessAsSent = ['provenance', 'curriculum'];
      expect(await storedOf(bulk.db, cast, unlessAsSent)).toEqual(await storedOf(asSent.db, cast, unlessAsSent));
      expect(await storedOf(bulk.db, cast, [])).toEqual(await storedOf(asHappened.db, cast, []));
      refusals += refused.flat().length;
    }),
    { numRuns: 12 },
  );
  expect(refusals).toBeGreaterThan(12);
}, 300_000);

/** A learner with an open session, and answers of theirs a minute apart. */
async function newPupil(count: number) {
  const learner = await bulk.newLearner();
  const session_id = await openSession(learner, { started_at: later(0) });
  const answers = Array.from({ length: count }, (_, n) =>
    answerIn(session_id, { event_id: `a-${n}`, occurred_at: later(n * MINUTE), concept: `Concept ${n % 7}`, correct: n % 3 !== 0 }),
  );
  return { learner, session_id, answers, owned: answers.map((answer) => ({ ...answer, user_id: learner.userId })) };
}

const countOf = (userId: string) => bulk.db.collection('learning_events').countDocuments({ user_id: userId, type: 'answer' });

test('more than a chunk of one learner, in no order and with some twice, is stored once each, as the log says', async () => {
  const { learner, answers } = await newPupil(1_300);
  const shuffled = answers.toSorted(
    (a, b) => ((Number(a.event_id.slice(2)) * 7919) % 1_301) - ((Number(b.event_id.slice(2)) * 7919) % 1_301),
  );
  const conflicting = { ...(shuffled[3] as (typeof answers)[number]), correct: 'neither' as never };
  const another = { ...(shuffled[0] as (typeof answers)[number]), response_time_seconds: 77, occurred_at: later(1_299 * MINUTE + 1) };
  const report = await learner.recordAnswers([conflicting, ...shuffled, ...shuffled.slice(0, 50), another]);
  expect(report).toMatchObject({ read: 1_352, recorded: 1_300, alreadyRecorded: 50, refused: 2 });
  expect(report.refusals).toMatchObject([
    { position: 0, error: { code: 'invalid_input', where: 'recordAnswers.0.correct' } },
    { position: 1_351, error: { code: 'event_conflict', where: 'recordAnswers.1351.event_id' } },
  ]);
  expect(await checkLog(bulk.client, bulk.db, learner.userId)).toMatchObject({ differing: [] });
  expect(await countOf(learner.userId)).toBe(1_300);
  expect(await learner.recordAnswers(shuffled)).toMatchObject({ recorded: 0, alreadyRecorded: 1_300, refused: 0 });
}, 120_000);

test('answers of many learners share transactions, and each learner ends as one by one', async () => {
  const pupils = await Promise.all(Array.from({ length: 60 }, () => newPupil(4)));
  const byTime = Array.from({ length: 4 }, (_, n) => pupils.map(({ owned }) => owned[n] as ImportedAnswerInput)).flat();
  let commits = 0;
  const count = ({ commandName }: { readonly commandName: string }) => {
    if (commandName === 'commitTransaction') commits += 1;
  };
  const heard = await MongoClient.connect(bulk.uri, { monitorCommands: true });
  heard.on('commandStarted', count);
  const engine = await bulk.another({ db: heard.db(bulk.db.databaseName) });
  expect(await engine.recordAnswers(byTime)).toMatchObject({ read: 240, recorded: 240 });
  await heard.close();
  expect(commits).toBe(2);
  for (const { learner } of pupils.slice(0, 5)) {
    expect(await checkLog(bulk.client, bulk.db, learner.userId)).toMatchObject({ differing: [] });
    expect(await countOf(learner.userId)).toBe(4);
  }
});

test('beside other writers of the same learners, in this process and another, nothing is lost and nothing is refused', async () => {
  const pupils = await Promise.all([newPupil(40), newPupil(40), newPupil(40)]);
  const others = await bulk.another();
  const oneByOneBeside = pupils.map(async ({ learner, session_id }) => {
    for (let n = 0; n < 8; n += 1) {
      const beside = answerIn(session_id, { occurred_at: later(n * 3 * MINUTE + 1), concept: `Concept ${n % 3}` });
      await (n % 2 === 0 ? learner : others.as(learner.caller)).recordAnswer(beside);
    }
  });
  const all = pupils.flatMap(({ owned }) => owned);
  const [report] = await Promise.all([bulk.engine.recordAnswers(all), others.recordAnswers(all.toReversed()), ...oneByOneBeside]);
  expect(report.refusals).toEqual([]);
  for (const { learner } of pupils) {
    expect(await checkLog(bulk.client, bulk.db, learner.userId)).toMatchObject({ differing: [] });
    expect(await countOf(learner.userId)).toBe(48);
  }
});

describe('a source', () => {
  test('may be a generator or a stream, is read as it is needed, and is told of', async () => {
    const { learner, answers } = await newPupil(130);
    const progress: RecordAnswersProgress[] = [];
    async function* lines() {
      for (const answer of answers) yield answer;
    }
    const report = await learner.recordAnswers(lines(), { onProgress: (now) => progress.push(now) });
    expect(report).toEqual({ read: 130, recorded: 130, alreadyRecorded: 0, refused: 0, refusals: [] });
    expect(progress.at(-1)).toEqual({ read: 130, recorded: 130, alreadyRecorded: 0, refused: 0 });
    const again = await learner.recordAnswers(Readable.from(answers));
    expect(again).toMatchObject({ recorded: 0, alreadyRecorded: 130 });
    expect(await learner.recordAnswers([])).toMatchObject({ read: 0, refusals: [] });
  });

  test('that breaks ends the import with its own error, and is closed when the import ends first', async () => {
    const { learner, answers } = await newPupil(3);
    const broken = new Error('the file is gone');
    function* breaking() {
      yield answers[0] as (typeof answers)[number];
      throw broken;
    }
    await expect(learner.recordAnswers(breaking())).rejects.toBe(broken);
    let closed = false;
    function* closing() {
      try {
        for (;;) yield null as never;
      } finally {
        closed = true;
      }
    }
    expect(await refusalOf(learner.recordAnswers(closing(), { stopOnError: true }))).toMatchObject({ where: 'recordAnswers.0' });
    expect(closed).toBe(true);
  });

  test('that keeps the import waiting does not keep it from being stopped', async () => {
    const { learner, answers } = await newPupil(1);
    const stop = new AbortController();
    async function* stalling() {
      yield answers[0] as (typeof answers)[number];
      await new Promise(() => undefined);
    }
    setTimeout(() => stop.abort(), 50);
    expect(await refusalOf(learner.recordAnswers(stalling(), { signal: stop.signal }))).toMatchObject({ code: 'aborted' });
    const before = await countOf(learner.userId);
    expect(await refusalOf(learner.recordAnswers(answers, { signal: stop.signal }))).toMatchObject({ code: 'aborted' });
    expect(await countOf(learner.userId)).toBe(before);
  });

  test.each([undefined, null, 7, 'a string', {}, () => []])('that is %s is refused', async (source) => {
    const { learner } = await newPupil(0);
    const refusals = [await refusalOf(learner.recordAnswers(source as never)), await refusalOf(bulk.engine.recordAnswers(source as never))];
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'invalid_input', where: 'recordAnswers' });
  });
});

describe('an answer that cannot be taken', () => {
  test('is told at once and in the report, and with stopOnError ends the import', async () => {
    const { learner, answers } = await newPupil(4);
    const [first, second, third] = answers as [RecordAnswerInput, RecordAnswerInput, RecordAnswerInput];
    const spoilt = [first, { ...second, session_id: newAccount().user_id }, third];
    const told: number[] = [];
    const report = await learner.recordAnswers(spoilt, { onRefused: ({ position }) => told.push(position) });
    expect(report).toMatchObject({
      recorded: 2,
      refused: 1,
      refusals: [{ position: 1, error: { code: 'not_found', where: 'recordAnswers.1' } }],
    });
    expect(told).toEqual([1]);
    const refusal = await refusalOf(learner.recordAnswers(spoilt, { stopOnError: true }));
    expect(refusal).toMatchObject({ code: 'not_found', where: 'recordAnswers.1' });
  });

  test('has no outcome; the others have the outcome that recordAnswer would have given, also when they come again', async () => {
    const { learner, answers } = await newPupil(5);
    const known = await learner.recordAnswer(answers[1] as RecordAnswerInput);
    const told = new Map<number, StoredAnswer>();
    const sent = [...answers.slice(0, 4), { ...(answers[4] as RecordAnswerInput), session_id: newAccount().user_id }];
    await learner.recordAnswers(sent, { onStored: (stored) => told.set(stored.position, stored) });
    expect([...told.keys()].sort()).toEqual([0, 1, 2, 3]);
    expect([...told.values()].filter(({ isNew }) => !isNew).map(({ position }) => position)).toEqual([1]);
    expect(told.get(1)?.outcome).toEqual(known);
    for (const [position, { outcome }] of told) expect(outcome).toEqual(await learner.recordAnswer(sent[position] as RecordAnswerInput));
  });

  test('for a document that cannot be read is refused with its name; the learner’s other answers, and others’, are recorded', async () => {
    const [broken, sound] = await Promise.all([newPupil(14), newPupil(3)]);
    await broken.learner.recordAnswers(broken.answers.slice(0, 7));
    await withoutValidation('content_mastery', () =>
      bulk.db
        .collection('content_mastery')
        .updateOne({ user_id: broken.learner.userId, concept: 'Concept 2' }, { $set: { 'evidence.answers': 'many' } }),
    );
    const report = await bulk.engine.recordAnswers([...broken.owned, ...sound.owned]);
    expect(report).toMatchObject({ read: 17, recorded: 9, alreadyRecorded: 6, refused: 2 });
    expect(report.refusals.map(({ position, error }) => [position, error.code])).toEqual([
      [2, 'corrupt_document'],
      [9, 'corrupt_document'],
    ]);
  });

  test('by somebody who is not the learner’s is nobody’s: a learner’s own call takes no user_id', async () => {
    const { learner, owned } = await newPupil(1);
    const report = await learner.recordAnswers(owned);
    expect(report.refusals).toMatchObject([{ position: 0, error: { code: 'invalid_input' } }]);
  });
});

test('answers that were folded under other models are put right before new ones are folded onto them', async () => {
  const { learner, answers } = await newPupil(20);
  await learner.recordAnswers(answers.slice(0, 10));
  const other = await bulk.another({ scheduler: 'sm2' });
  expect(await other.as(learner.caller).recordAnswers(answers)).toMatchObject({ recorded: 10, alreadyRecorded: 10 });
  const names = await bulk.db.collection('content_mastery').distinct('models.scheduler.name', { user_id: learner.userId });
  expect(names).toEqual(['sm2']);
});

async function withoutValidation(collection: string, work: () => Promise<unknown>): Promise<void> {
  await bulk.db.command({ collMod: collection, validationLevel: 'off' });
  await work();
  await bulk.db.command({ collMod: collection, validationLevel: 'strict' });
}
