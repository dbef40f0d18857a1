import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CONCEPT_CHANGES, type EventOf, type LearningEvent } from '../../src/collections/index.js';
import { foldLog } from '../../src/learner/history.js';
import { conceptKey } from '../../src/learner/index.js';
import { models } from './models.js';
import { randomHistory } from './random-history.js';

const isAnswer = (event: LearningEvent): event is EventOf<'answer'> => event.type === 'answer';

const change = fc.record({ type: fc.constantFrom(...CONCEPT_CHANGES), of: fc.nat(), minutes: fc.nat(30), day: fc.nat(30_000) });

/** A history, changes of the concepts that it answers, and answers of it that are taken back. */
const plan = fc.record({
  history: randomHistory,
  changes: fc.array(change, { maxLength: 12 }),
  undone: fc.array(fc.nat(), { maxLength: 8 }),
  seed: fc.nat(),
});

type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;

function changesOf(answers: readonly EventOf<'answer'>[], { changes }: Plan): LearningEvent[] {
  return changes.flatMap(({ type, of, minutes, day }, index) => {
    const answer = answers[of % Math.max(1, answers.length)];
    if (answer === undefined) return [];
    const { subject, topic, concept } = answer.answer;
    const { user_id, recorded_at, body_hash, schema_version } = answer;
    const occurred_at = new Date(answer.occurred_at.getTime() + minutes * 60_000);
    const common = { user_id, recorded_at, body_hash, schema_version, occurred_at, event_id: `change-${index}` };
    const due = { due: new Date(day * 86_400_000), ...(day % 2 === 0 ? { due_day: day } : {}) };
    return [{ ...common, type, change: { subject, topic, concept, ...(type === 'review_rescheduled' ? due : {}) } } as LearningEvent];
  });
}

function undoOf(answer: EventOf<'answer'>): LearningEvent {
  const { answer: body, provenance, type, event_id, ...common } = answer;
  const { subject, topic, concept } = body;
  return {
    ...common,
    type: 'answer_undone',
    event_id: `answer_undone/${event_id}`,
    undo: { answer_id: event_id, subject, topic, concept },
  };
}

test('a history with answers that were taken back is the history without them, whatever else was done to their concepts', () => {
  let undoneAtAll = 0;
  fc.assert(
    fc.property(plan, (given) => {
      const answers = given.history.filter(isAnswer);
      const events = [...given.history, ...changesOf(answers, given)];
      const undone = new Set(given.undone.flatMap((place) => answers[place % Math.max(1, answers.length)] ?? []));
      undoneAtAll += undone.size;
      const whole = foldLog([...events, ...[...undone].map(undoOf)], models);
      const without = foldLog(
        events.filter((event) => !undone.has(event as EventOf<'answer'>)),
        models,
      );
      expect(whole.masteries).toEqual(without.masteries);
      expect(whole.sessions).toEqual(without.sessions);
      expect(whole.dna).toEqual(without.dna);
    }),
    { numRuns: 60 },
  );
  expect(undoneAtAll).toBeGreaterThan(50);
});

test('a concept after its reset is one that was never met', () => {
  fc.assert(
    fc.property(plan, (given) => {
      const answers = given.history.filter(isAnswer);
      const [first] = answers;
      if (first === undefined) return;
      const key = conceptKey(first.answer);
      const last = Math.max(...answers.map(({ occurred_at }) => occurred_at.getTime()));
      const [reset] = changesOf([first], { ...given, changes: [{ type: 'concept_reset', of: 0, minutes: 0, day: 0 }] }) as [LearningEvent];
      const history = foldLog([...given.history, { ...reset, occurred_at: new Date(last) }], models);
      expect(history.masteries.has(key)).toBe(false);
      expect([...history.concepts]).toContain(key);
    }),
    { numRuns: 30 },
  );
});
