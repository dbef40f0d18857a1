import type { z } from 'zod';
import { buildPrerequisiteGraph } from '../../algorithms/index.js';
import { type Concept, type ConceptId, concepts, parseInput } from '../../collections/index.js';
import { AdaptiveLearningError, invalidInput } from '../../errors.js';
import { conceptKey } from '../../learner/index.js';
import { inTransaction } from '../../repositories/index.js';
import { type CallControl, type EngineContext, patiently, pinned } from '../context.js';
import { curriculumInput } from '../inputs.js';
import { changing } from '../recording/changing.js';
import { defined } from '../recording/new-event.js';

export type CurriculumInput = z.input<typeof curriculumInput>;
type Entry = z.output<typeof curriculumInput>[number];

const USUAL_DIFFICULTY = 0.5;
const USUAL_WEIGHT = 1;
const USUAL_MASTERY_REQUIRED = 0.6;

/**
 * Adds concepts to the curriculum, or changes those that are there; all of them or none.
 *
 * @throws AdaptiveLearningError `prerequisite_cycle` naming the circle, `invalid_input` for a prerequisite that does not exist
 */
export async function upsertCurriculum(
  context: EngineContext,
  value: CurriculumInput,
  control: CallControl,
): Promise<{ readonly inserted: number; readonly updated: number }> {
  const where = 'upsertCurriculum';
  const input = parseInput(curriculumInput, value, where);
  refuseRepetition(input, where, 'a concept that no earlier entry has');
  const attempt = async () => {
    await context.ensureTransactions();
    return inTransaction(pinned(context, control), async (options) => {
      const { concepts: curriculum } = context.repositories;
      const stored = await curriculum.curriculum({ ...options, unreadable: 'refuse' }).toArray();
      const known = new Map<string, ConceptId>([...stored, ...input].map((id) => [conceptKey(id), id]));
      const now = context.clock();
      const entries = input.map((entry, index) => conceptOf(entry, known, now, `${where}.${index}`));
      checkGraph(new Map([...stored, ...entries].map((concept) => [conceptKey(concept), concept])));
      // Two writers who each add half of a circle see no circle: what one builds on, the other must not write meanwhile.
      await curriculum.touch(
        entries.flatMap((entry) => entry.prerequisites),
        options,
      );
      return curriculum.upsert(entries, options);
    });
  };
  return changing(context, ['platform'], () => patiently(context, where, control, attempt));
}

/** Of two entries for one concept nobody could say which one holds. */
function refuseRepetition(ids: readonly ConceptId[], where: string, expected: string): void {
  const seen = new Set<string>();
  for (const [index, id] of ids.entries()) {
    const key = conceptKey(id);
    if (seen.has(key)) throw invalidInput(`${where}.${index}`, expected, id);
    seen.add(key);
  }
}

function conceptOf(entry: Entry, known: ReadonlyMap<string, ConceptId>, now: Date, where: string): Concept {
  const { prerequisites: needed = [], difficulty_level = USUAL_DIFFICULTY, ...rest } = entry;
  const prerequisites = needed.map(({ importance_weight = USUAL_WEIGHT, mastery_required = USUAL_MASTERY_REQUIRED, ...named }, index) => {
    const id = { subject: named.subject ?? entry.subject, topic: named.topic ?? entry.topic, concept: named.concept };
    return { ...resolve(id, named.topic === undefined, known, `${where}.prerequisites.${index}`), importance_weight, mastery_required };
  });
  refuseRepetition(prerequisites, `${where}.prerequisites`, 'a concept that is not named twice');
  return {
    ...defined(rest),
    difficulty_level,
    prerequisites,
    created_at: now,
    updated_at: now,
    schema_version: concepts.schemaVersion,
  };
}

/** The concept that a prerequisite means: of its own topic, or else the only one of that name in the subject. */
function resolve(id: ConceptId, anyTopic: boolean, known: ReadonlyMap<string, ConceptId>, where: string): ConceptId {
  if (known.has(conceptKey(id))) return id;
  const named = anyTopic ? [...known.values()].filter(({ subject, concept }) => subject === id.subject && concept === id.concept) : [];
  const [only, another] = named;
  if (only !== undefined && another === undefined) return { subject: only.subject, topic: only.topic, concept: only.concept };
  const received = only === undefined ? 'a name that is not in it' : 'a name that several topics have: say which topic';
  throw new AdaptiveLearningError('invalid_input', `${where}: expected a concept of the curriculum, got ${received}`, {
    where,
    expected: 'a concept of the curriculum',
    received,
  });
}

function checkGraph(curriculum: ReadonlyMap<string, Concept>): void {
  const label = ({ subject, topic, concept }: ConceptId) => `${subject} / ${topic} / ${concept}`;
  buildPrerequisiteGraph(
    [...curriculum.values()].map((entry) => ({
      id: label(entry),
      prerequisites: entry.prerequisites.map((needed) => ({
        id: label(needed),
        weight: needed.importance_weight,
        masteryRequired: needed.mastery_required,
      })),
    })),
  );
}
