import { describe, expect, it } from 'vitest';
import { learningEvents } from '../../src/collections/index.js';
import { agrees, History, PROVENANCE_KINDS, type Provenance, storedProvenance, withJudges } from '../../src/learner/index.js';
import { make } from './event-maker.js';
import { models } from './models.js';

const schema = learningEvents.schema.options[0].shape.provenance;
const made = provenances();

describe.each(PROVENANCE_KINDS)('%s provenance', (kind) => {
  it('can be stored, and says which models judged the answer, whatever they are called', () => {
    for (const provenance of made) {
      const strange = { ...provenance, scheduler: { name: 'my / own', version: '2 %', params_version: 'Größe' } };
      for (const each of [provenance, strange]) {
        const stored = storedProvenance(each, kind);
        expect(schema.safeParse(stored).error).toBeUndefined();
        const { scheduler, knowledge, forgetting, predictor } = each;
        expect(withJudges(stored)).toMatchObject({ scheduler, knowledge, forgetting, predictor });
        expect(withJudges(stored)).not.toHaveProperty('models');
      }
    }
  });

  it('keeps what questions, fits and retries read, to the bit', () => {
    for (const provenance of made) {
      const { predicted, before, after, newly_mastered } = provenance;
      const { mastery_level, mastery_confidence, next_review_date, repetition_interval_days } = after;
      expect(storedProvenance(provenance, kind)).toMatchObject({
        predicted,
        newly_mastered,
        before: { mastery_level: before.mastery_level, retention: before.retention },
        after: { mastery_level, mastery_confidence, next_review_date, repetition_interval_days },
      });
      expect(storedProvenance(provenance, kind).before.next_review_date).toEqual(before.next_review_date);
    }
  });
});

it('a replay agrees with what was stored as short when each figure is the same, and not when one differs by a bit', () => {
  const [, second] = made;
  if (second === undefined) throw new Error('two answers were given');
  const stored = storedProvenance(second, 'short');
  expect(agrees(stored, second)).toBe(true);
  const [level, next] = [second.after.mastery_level, second.after.mastery_level * (1 + Number.EPSILON)];
  expect(next).not.toBe(level);
  expect(agrees(stored, { ...second, after: { ...second.after, mastery_level: next } })).toBe(false);
  expect(agrees(stored, { ...second, knowledge: { ...second.knowledge, params_version: 'fit-7' } })).toBe(false);
});

/** What the models make of two answers to one concept. */
function provenances(): readonly Provenance[] {
  const history = new History(models);
  const events = [make.started(0, 's', 0), make.answer(0, 'a', 1), make.answer(0, 'b', 2_000, { correct: false })];
  return events.flatMap((event) => history.add(event).provenance ?? []);
}
