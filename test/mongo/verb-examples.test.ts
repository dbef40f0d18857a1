import type { Engine, LearnerScope } from 'adaptive-learning-engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINE_VERBS } from '../../src/engine/engine-verbs.js';
import { LEARNER_VERBS } from '../../src/engine/learner-verbs.js';
import { START } from '../support/stopped-clock.js';
import { openTutor, type Tutor } from '../support/tutor.js';

type LearnerVerb = keyof typeof LEARNER_VERBS;

/** Whose examples run before the one of a verb, which goes on from there. */
const AFTER: { readonly [verb in LearnerVerb]?: readonly LearnerVerb[] } = {
  activeSession: ['startSession'],
  recordAnswer: ['startSession'],
  endSession: ['startSession', 'recordAnswer'],
  undoAnswer: ['startSession', 'recordAnswer'],
  sessionEvents: ['startSession', 'recordAnswer'],
  conceptAnswers: ['startSession', 'recordAnswer'],
  mastery: ['startSession', 'recordAnswer'],
  progress: ['startSession', 'recordAnswer'],
  recentSessions: ['startSession'],
  recordInteraction: ['startSession'],
  recordEmotion: ['startSession'],
  applyIntervention: ['startSession'],
  rateIntervention: ['startSession', 'applyIntervention'],
  reschedule: ['adoptCards'],
  resetConcept: ['adoptCards'],
  suspend: ['adoptCards'],
  resume: ['adoptCards', 'suspend'],
  previewRatings: ['adoptCards'],
  dueReviews: ['adoptCards'],
};

/** Queries about everybody that find nothing in one learner's first minutes, and fits that nobody made. */
const MAY_BE_EMPTY = new Set(['engine.query', 'engine.fits', 'learner.query']);

const place = (concept: string) => ({ subject: 'Algebra', topic: 'Lines', concept });
const ANSWERS = ['a', 'b'].map((event_id) => ({ event_id, ...place('Slope'), correct: true, response_time_seconds: 9 }));

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

/** What an example may name: a learner on their first day, and a curriculum; the engine has served nobody yet. */
async function openScope(verb: string): Promise<{ engine: Engine; learner: LearnerScope; system: LearnerScope; answers: typeof ANSWERS }> {
  for (const collection of await tutor.db.collections()) await collection.deleteMany({});
  tutor.clock.set(START);
  const engine = await tutor.another();
  await engine.createLearner({
    user_id: 'ada',
    profile: { timezone: 'Europe/Zurich' },
    preferences: { privacy_settings: { emotional_data_usage: true } },
  });
  await engine.upsertCurriculum((verb === 'renameConcept' ? ['Slopes'] : ['Slope', 'Gradient']).map(place));
  const as = (role: 'learner' | 'system') => engine.as({ userId: 'ada', role });
  return { engine, learner: as('learner'), system: as('system'), answers: ANSWERS };
}

/** The names that an example gives to what it gets. */
function namesIn(example: string): readonly string[] {
  return [...example.matchAll(/^const (?:\{ ([^}]+) \}|(\w+)) = await/gm)].flatMap(
    ([, several, one]) => several?.split(', ') ?? [one as string],
  );
}

const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as new (
  ...text: string[]
) => (...given: unknown[]) => Promise<{ readonly [name: string]: unknown }>;

async function runExamples(verb: string, examples: readonly string[]) {
  const scope = await openScope(verb);
  const names = examples.flatMap(namesIn);
  const run = new AsyncFunction(...Object.keys(scope), `${examples.join('\n')}\nreturn { ${names.join(', ')} };`);
  return { names, got: await run(...Object.values(scope)) };
}

function expectGot(verb: string, { names, got }: Awaited<ReturnType<typeof runExamples>>): void {
  for (const name of names) expect(got[name], `${verb} resolves to something with ${name}`).toBeDefined();
  if (names.includes('rows') && !MAY_BE_EMPTY.has(verb)) expect(got['rows'], verb).not.toEqual([]);
}

describe('the example of docs/verbs.md runs as it stands, and gives what it names', () => {
  test.each(Object.entries(ENGINE_VERBS))('of engine.%s', async (name, { example }) => {
    expectGot(`engine.${name}`, await runExamples(name, [example]));
  });

  test.each(Object.entries(LEARNER_VERBS))('of learner.%s', async (name, { example }) => {
    const before = AFTER[name as LearnerVerb] ?? [];
    expectGot(`learner.${name}`, await runExamples(name, [...before.map((verb) => LEARNER_VERBS[verb].example), example]));
  });
});
