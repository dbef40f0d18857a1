import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentMastery, type LearningEvent, learningDna, learningEvents, learningSessions } from '../../src/collections/index.js';
import { foldLog } from '../../src/learner/history.js';
import { type AffectedDocuments, compareEvents, fold, History, type IncomingEvent } from '../../src/learner/index.js';
import { type AnyDeclaration, withoutId } from '../../src/schema/index.js';
import { deepFreeze } from './deep-freeze.js';
import { type Answer, make, sessionId } from './event-maker.js';
import { models } from './models.js';
import { longHistory, randomHistory } from './random-history.js';

const DOCUMENTS = [
  ['dna', learningDna],
  ['session', learningSessions],
  ['mastery', contentMastery],
] as const;

describe('a random history', () => {
  it('is made of events that can be stored', () => {
    const schema = withoutId(learningEvents.schema);
    fc.assert(
      fc.property(randomHistory, (events) => {
        for (const event of events) {
          const dated = event.type === 'learner_created' ? event : { ...event, day: 0, offset_minutes: 0 };
          expect(schema.safeParse(dated).error).toBeUndefined();
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('the fold', () => {
  it('makes documents that fit their declarations, after every event', () => {
    const schemas = DOCUMENTS.map(([part, { schema }]) => [part, withoutId(schema)] as const);
    fc.assert(
      fc.property(randomHistory, (events) => {
        replay(events, (_, after) => {
          for (const [part, schema] of schemas) if (after[part] !== null) expect(schema.safeParse(after[part]).error).toBeUndefined();
        });
      }),
      { numRuns: 40 },
    );
  });

  it('makes documents that fit their declarations when a session outgrows its lists', () => {
    fc.assert(
      fc.property(longHistory, (events) => {
        const { dna, sessions, masteries } = foldLog(events, models);
        for (const session of sessions.values()) expect(withoutId(learningSessions.schema).safeParse(session).error).toBeUndefined();
        for (const mastery of masteries.values()) expect(withoutId(contentMastery.schema).safeParse(mastery).error).toBeUndefined();
        if (dna !== null) expect(withoutId(learningDna.schema).safeParse(dna).error).toBeUndefined();
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });

  it('says of every answer what can be stored with it', () => {
    const { provenance } = learningEvents.schema.options[0].shape;
    fc.assert(
      fc.property(randomHistory, (events) => {
        replay(events, (event, after) => {
          if (event.type === 'answer') expect(provenance.safeParse(after.provenance).error).toBeUndefined();
          else expect(after.provenance).toBeUndefined();
        });
      }),
      { numRuns: 20 },
    );
  });

  it('changes neither documents nor events', () => {
    fc.assert(
      fc.property(randomHistory, (events) => {
        const history = new History(models);
        for (const event of [...events].sort(compareEvents)) {
          deepFreeze(event);
          deepFreeze(history.add(event));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('gives the same to the bit however the log is shuffled', () => {
    fc.assert(
      fc.property(randomHistory, (events) => {
        const ordered = foldLog([...events].sort(compareEvents), models);
        const shuffled = foldLog(events, models);
        deepStrictEqual(shuffled.dna, ordered.dna);
        deepStrictEqual(Object.fromEntries(shuffled.sessions), Object.fromEntries(ordered.sessions));
        deepStrictEqual(Object.fromEntries(shuffled.masteries), Object.fromEntries(ordered.masteries));
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['of ordinary length', randomHistory, 40],
    ['longer than its lists', longHistory, 2],
  ] as const)('never reads the lists that keep their newest entries, in a history %s', (_, histories, numRuns) => {
    fc.assert(
      fc.property(histories, (events) => {
        replay(events, (event, after, before) => {
          // A rating changes an entry of such a list, so its caller loads the whole session.
          if (event.type === 'intervention_rated') return;
          const blind = fold(emptied(before), event, models);
          deepStrictEqual(emptied(blind), emptied(after));
          deepStrictEqual(blind.provenance, after.provenance);
        });
      }),
      { numRuns, endOnFailure: true },
    );
  });

  it('appends at most one entry to a list, so that a list left empty says what to push', () => {
    fc.assert(
      fc.property(randomHistory, (events) => {
        replay(events, (event, after, before) => {
          if (event.type === 'intervention_rated') return;
          const blind = fold(emptied(before), event, models);
          for (const [part, { capped }] of DOCUMENTS) {
            for (const [path, most] of Object.entries(capped as AnyDeclaration['capped'])) {
              const [was, pushed, is] = [listAt(before[part], path), listAt(blind[part], path), listAt(after[part], path)];
              expect(pushed.length).toBeLessThanOrEqual(1);
              deepStrictEqual([...was, ...pushed].slice(-most), is);
            }
          }
        });
      }),
      { numRuns: 30 },
    );
  });

  it('does not look at what a log says the models once made of an answer', () => {
    const answers = [make.started(0, 's', 0), make.answer(0, 'a', 1), make.answer(0, 'b', 2, { correct: false })];
    const without = answers.map((event): IncomingEvent => {
      if (event.type !== 'answer') return event;
      const { provenance, ...incoming } = event;
      return incoming;
    });
    const one = new History(models);
    const other = new History(models);
    for (const event of answers) one.add(event);
    for (const event of without) other.add(event);
    expect(other.sessions).toStrictEqual(one.sessions);
    expect(other.masteries).toStrictEqual(one.masteries);
  });

  it('touches only what an event is about', () => {
    const history = foldLog([make.created(), make.started(0, 's', 0), make.answer(0, 'a', 1)], models);
    const documents: AffectedDocuments = {
      dna: history.dna,
      session: history.sessions.get(sessionId(0)) ?? null,
      mastery: [...history.masteries.values()][0] ?? null,
      previous: null,
    };
    const emotion = fold(documents, make.emotion(0, 'e', 2, 'boredom'), models);
    expect(emotion.dna).toBe(documents.dna);
    expect(emotion.mastery).toBe(documents.mastery);
    const answer = fold(documents, make.answer(0, 'b', 2), models);
    expect(answer.dna).toBe(documents.dna);
    const end = fold(documents, make.ended(0, 'z', 2), models);
    expect(end.mastery).toBe(documents.mastery);
  });

  it('counts a revision for every event after the first, in each document', () => {
    const events = [make.created(), make.started(0, 's', 0), make.answer(0, 'a', 1), make.answer(0, 'b', 2), make.ended(0, 'z', 3)];
    const { dna, sessions, masteries } = foldLog(events, models);
    expect([dna, ...sessions.values(), ...masteries.values()].map((document) => document?.revision)).toEqual([1, 3, 1]);
    expect([dna, ...sessions.values(), ...masteries.values()].map((document) => document?.last_event.event_id)).toEqual(['z', 'z', 'b']);
  });

  it('refuses an event whose session was never started, naming the event', () => {
    for (const event of [make.answer(0, 'lost', 0), make.emotion(0, 'lost', 0, 'hope'), make.ended(0, 'lost', 0)]) {
      expect(() => foldLog([event], models)).toThrow(expect.objectContaining({ code: 'corrupt_document', where: 'learning_events lost' }));
    }
  });

  it('ends a session of a learner who has no DNA', () => {
    const { dna, sessions } = foldLog([make.started(0, 's', 0), make.answer(0, 'a', 1), make.ended(0, 'z', 2)], models);
    expect(dna).toBeNull();
    expect(sessions.get(sessionId(0))?.duration_minutes).toBe(2);
  });

  it('takes the word of a learner who is called like a method of every object', () => {
    const words = { subject: 'constructor', topic: 'toString', concept: 'valueOf', strategy: 'hasOwnProperty' };
    const events = [
      make.created(),
      make.started(0, 's', 0, { subject: 'constructor' }),
      make.answer(0, 'a', 1, words),
      make.ended(0, 'z', 2),
    ];
    const { dna, masteries } = foldLog(events, models);
    expect(dna?.evidence.subjects['constructor']).toEqual({
      sessions: 1,
      answers: 1,
      correct: 1,
      concepts_introduced: 1,
      concepts_mastered: 0,
    });
    expect(withoutId(learningDna.schema).safeParse(dna).error).toBeUndefined();
    expect([...masteries.values()][0]?.evidence.strategies).toEqual({ hasOwnProperty: { answers: 1, score_sum: 1 } });
  });

  it('counts by fifty names and no more, even if one more is called like a method of every object', () => {
    const names = [...Array.from({ length: 50 }, (_, n) => `name ${n}`), 'constructor', 'one more'];
    const eventsOf = (body: (name: string) => Partial<Answer>) => [
      make.created(),
      ...names.flatMap((subject, n) => [
        make.started(n, `s${n}`, n * 10, { subject }),
        make.answer(n, `a${n}`, n * 10 + 1, body(subject)),
        make.ended(n, `z${n}`, n * 10 + 2),
      ]),
    ];
    const { dna } = foldLog(
      eventsOf((subject) => ({ subject })),
      models,
    );
    const { masteries } = foldLog(
      eventsOf((strategy) => ({ strategy })),
      models,
    );
    expect(withoutId(learningDna.schema).safeParse(dna).error).toBeUndefined();
    expect(Object.keys(dna?.evidence.subjects ?? {})).toEqual(names.slice(0, 50));
    expect(Object.keys(dna?.learning_effectiveness.subjects_performance ?? {})).toEqual(names.slice(0, 50));
    expect(dna?.evidence).toMatchObject({ sessions: 52, answers: 52 });
    const mastery = [...masteries.values()][0];
    expect(withoutId(contentMastery.schema).safeParse(mastery).error).toBeUndefined();
    expect(Object.keys(mastery?.evidence.strategies ?? {})).toEqual(names.slice(0, 50));
    expect(mastery?.evidence.answers).toBe(52);
  });
});

describe('a history', () => {
  it('that forks goes on both ways', () => {
    const history = new History(models);
    for (const event of [make.created(), make.started(0, 's', 0), make.answer(0, 'a', 1)]) history.add(event);
    const fork = history.fork();
    const before = [...history.masteries.values()][0];
    fork.add(make.answer(0, 'b', 2));
    fork.add(make.ended(0, 'z', 3));
    expect(history.dna?.evidence.sessions).toBe(0);
    expect(fork.dna?.evidence.sessions).toBe(1);
    expect([...history.masteries.values()][0]).toBe(before);
    expect([...fork.masteries.values()][0]?.evidence.answers).toBe(2);
    expect(history.sessions.get(sessionId(0))?.performance_metrics.questions_attempted).toBe(1);
  });
});

/** Folds a log and shows each step: the event, the documents it left and the documents it found. */
function replay(
  events: readonly LearningEvent[],
  look: (event: LearningEvent, after: ReturnType<typeof fold>, before: AffectedDocuments) => void,
): void {
  const history = new History(models);
  for (const event of [...events].sort(compareEvents)) {
    const found = foundBy(history, event);
    look(event, history.add(event), found);
  }
}

function foundBy(history: History, event: LearningEvent): AffectedDocuments {
  return {
    dna: history.dna,
    session: 'session_id' in event ? (history.sessions.get(event.session_id) ?? null) : null,
    mastery:
      event.type === 'answer'
        ? (history.masteries.get(`${event.answer.subject}\0${event.answer.topic}\0${event.answer.concept}`) ?? null)
        : null,
    previous: event.type === 'session_started' ? history.newestSession : null,
  };
}

/** The documents as a writer loads them: without the lists that keep their newest entries. */
function emptied(documents: AffectedDocuments): AffectedDocuments {
  const copies = structuredClone({
    dna: documents.dna,
    session: documents.session,
    mastery: documents.mastery,
    previous: documents.previous,
  });
  for (const [part, { capped }] of DOCUMENTS) {
    for (const path of Object.keys(capped)) {
      const list = listAt(copies[part], path);
      list.length = 0;
    }
  }
  return copies;
}

function listAt(document: object | null, path: string): unknown[] {
  let here: unknown = document ?? {};
  for (const key of path.split('.')) here = (here as { [key: string]: unknown } | undefined)?.[key];
  return (here as unknown[] | undefined) ?? [];
}
