import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyPatch } from '../../bench/harness/apply-patch.js';
import { documentDifferences } from '../../bench/harness/document-differences.js';
import { inventLife } from '../../bench/harness/life.js';
import { lifeEvents } from '../../bench/harness/life-events.js';
import { COLLECTIONS, type LearningEvent } from '../../src/collections/index.js';
import { learnerModels } from '../../src/engine/models/settings.js';
import { foldLog } from '../../src/learner/history.js';
import { type AffectedDocuments, compareEvents, conceptKey, fold, History, type IncomingEvent } from '../../src/learner/index.js';
import { patchOf } from '../../src/repositories/patch.js';

const EVENTS = 1_000;
const MODELS = learnerModels({});
const lives = fc.integer({ min: 1, max: 1_000 }).map((seed) => lifeEvents(inventLife(EVENTS, seed)).sort(compareEvents));

function documentsOf(history: History): { [key: string]: unknown } {
  return { dna: history.dna, ...Object.fromEntries(history.sessions), ...Object.fromEntries(history.masteries) };
}

function foldAll(events: readonly IncomingEvent[], history = new History(MODELS)): History {
  for (const event of events) history.add(event);
  return history;
}

/** What was folded may be handed around: anyone who changes it in place throws. */
function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !(value instanceof Date) && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}

it('a log of 1,000 events folds to the same documents in whatever order it comes', () => {
  const shuffled = lives.chain((events) =>
    fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length })),
  );
  fc.assert(
    fc.property(shuffled, ([events, arrivals]) => {
      const folded = foldLog(arrivals as unknown as LearningEvent[], MODELS);
      expect(documentDifferences(documentsOf(folded), documentsOf(foldAll(events)))).toEqual([]);
    }),
    { numRuns: 5 },
  );
});

it('a fork of a history goes its own way: neither feels the other, and nothing that was folded is changed', () => {
  fc.assert(
    fc.property(lives, fc.nat(EVENTS), (events, place) => {
      const early = foldAll(freeze(events.slice(0, place)));
      freeze(documentsOf(early));
      const before = structuredClone(documentsOf(early));
      const whole = foldAll(events.slice(place), early.fork());
      expect(documentDifferences(documentsOf(early), before)).toEqual([]);
      expect(documentDifferences(documentsOf(whole), documentsOf(foldAll(events)))).toEqual([]);
    }),
    { numRuns: 5 },
  );
});

it('documents whose long lists were not read, and are pushed to by the server, end as the fold of the whole', () => {
  fc.assert(
    fc.property(lives, (events) => {
      const stored = new Map<string, object>();
      let newest: string | undefined;
      for (const event of events) {
        const places = placesOf(event);
        const before = {
          dna: light(stored, places.dna, 'learning_dna'),
          session: light(stored, places.session, 'learning_sessions', event.type === 'intervention_rated'),
          mastery: light(stored, places.mastery, 'content_mastery'),
          previous: event.type === 'session_started' ? light(stored, newest, 'learning_sessions') : null,
        };
        const after = fold(before as AffectedDocuments, event, MODELS);
        keep(stored, places.dna, 'learning_dna', before.dna, after.dna);
        keep(stored, newest, 'learning_sessions', before.previous, after.previous);
        if (event.type === 'session_started') newest = event.session_id;
        keep(stored, places.session, 'learning_sessions', before.session, after.session);
        keep(stored, places.mastery, 'content_mastery', before.mastery, after.mastery);
      }
      expect(documentDifferences(Object.fromEntries(stored), documentsOf(foldAll(events)))).toEqual([]);
    }),
    { numRuns: 3 },
  );
});

type Listed = 'learning_dna' | 'learning_sessions' | 'content_mastery';

/** Under which keys the documents of an event are stored. */
function placesOf(event: IncomingEvent): { readonly dna?: string; readonly session?: string; readonly mastery?: string } {
  return {
    ...(event.type === 'learner_created' || event.type === 'session_ended' ? { dna: 'dna' } : {}),
    ...('session_id' in event ? { session: event.session_id } : {}),
    ...(event.type === 'answer' ? { mastery: conceptKey(event.answer) } : {}),
  };
}

/** A stored document as the repositories read it for the fold: its long lists empty, unless an entry of one is to be changed. */
function light(stored: ReadonlyMap<string, object>, key: string | undefined, collection: Listed, asWhole = false): object | null {
  const document = key === undefined ? undefined : stored.get(key);
  if (document === undefined) return null;
  const emptied = Object.fromEntries(Object.keys(COLLECTIONS[collection].capped).map((path) => [path, []]));
  return asWhole ? document : applyPatch(document, { $set: emptied });
}

/** Stores a document as the repositories do: as a whole when it is new, by a patch when it is not. */
function keep(stored: Map<string, object>, key: string | undefined, collection: Listed, before: object | null, after: object | null) {
  if (key === undefined || after === null) return;
  const known = stored.get(key);
  const patch = before === null ? undefined : patchOf(before, after, COLLECTIONS[collection].capped as { [path: string]: number });
  stored.set(key, known === undefined || patch === undefined ? after : applyPatch(known, patch));
}
