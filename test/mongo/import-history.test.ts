import type { HistoryRow } from 'adaptive-learning-engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../support/refusal.js';
import { DAY, later, MINUTE } from '../support/stopped-clock.js';
import { openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;

beforeAll(async () => {
  tutor = await openTutor();
  tutor.clock.set(later(60 * DAY));
});
afterAll(() => tutor[Symbol.asyncDispose]());

/** A log of some learners: sittings of ten answers a minute apart, one each day. */
function logOf(name: string, learners: number, days: number): HistoryRow[] {
  return Array.from({ length: learners }, (_, who) => `${name}-${who}`).flatMap((user_id) =>
    Array.from({ length: days * 10 }, (_, n) => ({
      user_id,
      at: later(Math.floor(n / 10) * DAY + (n % 10) * MINUTE),
      concept: `card ${n % 7}`,
      correct: n % 3 !== 0,
    })),
  );
}

const counts = async (name: string) => {
  const own = { user_id: new RegExp(`^${name}-`) };
  const [learners, sessions, answers] = await Promise.all([
    tutor.db.collection('users').countDocuments(own),
    tutor.db.collection('learning_sessions').countDocuments(own),
    tutor.db.collection('learning_events').countDocuments({ ...own, type: 'answer' }),
  ]);
  return { learners, sessions, answers };
};

describe('a log of (who, when, what, right)', () => {
  test('comes in by one call: learners, sessions of the gaps, answers; again, it changes nothing', async () => {
    const log = logOf('ada', 5, 6);
    const told: number[] = [];
    const report = await tutor.engine.importHistory(log, { onProgress: ({ recorded }) => told.push(recorded) });
    expect(report).toMatchObject({ read: 300, recorded: 300, alreadyRecorded: 0, refused: 0, learnersCreated: 5 });
    expect(told.at(-1)).toBe(300);
    expect(await counts('ada')).toEqual({ learners: 5, sessions: 30, answers: 300 });
    expect(await tutor.engine.importHistory(log)).toMatchObject({ recorded: 0, alreadyRecorded: 300, learnersCreated: 0 });
    expect(await counts('ada')).toEqual({ learners: 5, sessions: 30, answers: 300 });
    const { changed } = await tutor.engine.replay('ada-0');
    expect(changed).toEqual({ learning_sessions: 0, content_mastery: 0, learning_dna: 0 });
    const first = await tutor.db.collection('learning_sessions').findOne({ user_id: 'ada-0' }, { sort: { started_at: 1 } });
    expect(first).toMatchObject({ ended_at: later(9 * MINUTE), duration_minutes: 9, session_context: { subject: 'General' } });
  });

  test('has each learner’s last session closed at its last answer, as any other, unless it goes on by now', async () => {
    const [row] = logOf('eve', 1, 1);
    const now = later(60 * DAY);
    const rows = [0, 5, 31 * 60 + 1, 31 * 60 + 2].map(
      (minutes) => ({ ...row, at: new Date(now.getTime() - minutes * MINUTE) }) as HistoryRow,
    );
    const others = rows.map((one) => ({ ...one, user_id: 'eve-1', at: new Date(one.at.getTime() - 31 * MINUTE) }));
    await tutor.engine.importHistory([...rows, ...others]);
    const ends = async (user_id: string) => {
      const found = await tutor.db.collection('learning_sessions').find({ user_id }).sort({ started_at: 1 }).toArray();
      return found.map((session) => session['ended_at'] ?? null);
    };
    expect(await ends('eve-0')).toEqual([rows[2]?.at, null]);
    expect(await ends('eve-1')).toEqual([others[2]?.at, others[0]?.at]);
    const [eve, other] = ['eve-0', 'eve-1'].map((userId) => tutor.engine.as({ userId, role: 'learner' }));
    expect((await other?.profile())?.learning_dna?.evidence).toMatchObject({ sessions: 2, answers: 4 });
    const answer = { event_id: 'later', occurred_at: now, subject: 'General', topic: 'General', concept: 'a', correct: true };
    await eve?.recordAnswer({ ...answer, response_time_seconds: 1 });
    await other?.recordAnswer({ ...answer, response_time_seconds: 1 });
    expect(await counts('eve')).toEqual({ learners: 2, sessions: 5, answers: 10 });
    for (const user_id of ['eve-0', 'eve-1'])
      expect((await tutor.engine.replay(user_id)).changed).toEqual({ learning_sessions: 0, content_mastery: 0, learning_dna: 0 });
  });

  test('that was interrupted goes on from its start, and comes to the same', async () => {
    const log = logOf('bo', 3, 4);
    const stop = new AbortController();
    function* half() {
      for (const [n, row] of log.entries()) {
        if (n === 70) stop.abort();
        yield row;
      }
    }
    expect(await refusalOf(tutor.engine.importHistory(half(), { signal: stop.signal }))).toMatchObject({ code: 'aborted' });
    const report = await tutor.engine.importHistory(log);
    expect(report.recorded + report.alreadyRecorded).toBe(120);
    expect(await counts('bo')).toEqual({ learners: 3, sessions: 12, answers: 120 });
  });

  test('has its faults told by their place, and the rest recorded', async () => {
    const [good] = logOf('cy', 1, 1);
    const rows = [
      good,
      { ...good, user_id: '' },
      { ...good, concept: 7 },
      null,
      { ...good, concept: 'b', rating: 3 },
      { ...good, at: 'now' },
    ];
    const report = await tutor.engine.importHistory(rows as HistoryRow[]);
    expect(report).toMatchObject({ read: 6, recorded: 1, refused: 5, learnersCreated: 1 });
    expect(report.refusals.map(({ position, error }) => [position, error.code])).toEqual(
      [1, 2, 3, 4, 5].map((position) => [position, 'invalid_input']),
    );
    expect(report.refusals.map(({ error }) => error.where)).toEqual([
      'importHistory.1.user_id',
      'importHistory.2.concept',
      'importHistory.3',
      'importHistory.4.rating',
      'importHistory.5.at',
    ]);
  });

  test('takes the zone of new learners, and refuses one that is none', async () => {
    await tutor.engine.importHistory(logOf('di', 1, 1), { timezone: 'Asia/Tokyo' });
    expect(await tutor.db.collection('users').findOne({ user_id: 'di-0' })).toMatchObject({ profile: { timezone: 'Asia/Tokyo' } });
    expect(await refusalOf(tutor.engine.importHistory([], { timezone: 'Mars' }))).toMatchObject({
      code: 'invalid_input',
      where: 'importHistory.control.timezone',
    });
  });
});
