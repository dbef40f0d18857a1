import type { createEngine, Engine, EngineWith, LearnerScope, WriteControl } from 'adaptive-learning-engine';
import { defineModule, learnerVerb, NOTHING, reaction } from 'adaptive-learning-engine/modules';
import { expectTypeOf, test } from 'vitest';
import type { Bookmark } from '../../examples/bookmarks/bookmarks.js';
import type { bookmarks } from '../../examples/bookmarks/module.js';

type HostSession = NonNullable<WriteControl['session']>;
type Bookmarks = ReturnType<typeof bookmarks>;
declare const engine: EngineWith<[Bookmarks]>;
declare const plain: Engine;
declare const bookmarksModule: Bookmarks;
declare const create: typeof createEngine;

test('verbs of a module are there where the module is, with the types of their rows', () => {
  const learner = engine.as({ userId: 'ada', role: 'learner' });
  expectTypeOf(learner.bookmarks.add).toBeCallableWith({ subject: 's', topic: 't', concept: 'c', note: 'n' }, { deadlineMs: 1_000 });
  expectTypeOf(learner.bookmarks.add({ subject: 's', topic: 't', concept: 'c' })).resolves.toEqualTypeOf<{ added: boolean }>();
  expectTypeOf(learner.bookmarks.list).toBeCallableWith({ deadlineMs: 1 });
  expectTypeOf(engine.bookmarks.mostMarked({ subject: 's' })).resolves.items.toEqualTypeOf<{
    topic: string;
    concept: string;
    learners: number;
  }>();
  expectTypeOf(learner.recordAnswer).toBeFunction();
});

test('and nowhere else', () => {
  // @ts-expect-error the module is not given
  void plain.bookmarks;
  // @ts-expect-error the module is not given
  void plain.as({ userId: 'ada', role: 'learner' }).bookmarks;
  // @ts-expect-error it is a verb of a learner
  void engine.bookmarks.add;
  // @ts-expect-error there is no such verb
  void engine.as({ userId: 'ada', role: 'learner' }).bookmarks.ad;
  // @ts-expect-error a field is misspelt
  void engine.as({ userId: 'ada', role: 'learner' }).bookmarks.add({ subject: 's', topic: 't', concpt: 'c' });
});

test('createEngine infers modules, their jobs and their pipelines', async () => {
  const made = await create({ db: null as never, modules: [bookmarksModule] });
  expectTypeOf(made.bookmarks.mostMarked).toEqualTypeOf<(typeof engine)['bookmarks']['mostMarked']>();
  expectTypeOf(made.jobs.run('bookmarks.tidy')).resolves.toEqualTypeOf<
    { readonly outcome: 'done'; readonly report: { removed: number } } | { readonly outcome: 'busy' }
  >();
  expectTypeOf(made.jobs.run('rollUp')).resolves.toHaveProperty('outcome');
  // @ts-expect-error no job has this name
  void made.jobs.run('bookmarks.tidi');
  const { rows } = await made.as({ userId: 'ada', role: 'learner' }).query('bookmarks_by_topic', {});
  expectTypeOf(rows).items.toEqualTypeOf<{ subject: string; topic: string; bookmarks: number }>();
  // @ts-expect-error the pipeline is about all learners
  void made.as({ userId: 'ada', role: 'learner' }).query('most_marked_concepts', { subject: 's' });
  const bare = await create({ db: null as never });
  expectTypeOf(bare).toEqualTypeOf<Engine>();
});

test('a role has the verbs of a module that its policy gives it', () => {
  const teacher = engine.as({ actorId: 'mr-keller', role: 'teacher' });
  expectTypeOf(teacher.bookmarks.mostMarked).toBeFunction();
  expectTypeOf(teacher.learner('ada').bookmarks.list).toBeFunction();
  // @ts-expect-error a teacher marks nothing
  void teacher.learner('ada').bookmarks.add;
  // @ts-expect-error a guardian counts nothing
  void engine.as({ actorId: 'x', role: 'guardian' }).bookmarks.mostMarked;
});

test('a learner of an engine with modules fits where one without is taken', () => {
  const learner: LearnerScope<readonly [], 'learner'>['recordAnswer'] = engine.as({ userId: 'ada', role: 'learner' }).recordAnswer;
  void learner;
});

test('an engine with modules fits where one without is taken', () => {
  const asPlain: Engine = engine;
  expectTypeOf(asPlain.recordAnswers).toBeFunction();
  const takes = (some: Engine) => some.health();
  void takes(engine);
});

test('collections of a module are among the repositories, for reads', async () => {
  const { bookmarks: repository } = engine.repositories;
  const found = await repository.findOne({ user_id: 'ada' });
  expectTypeOf(found).toEqualTypeOf<Bookmark | null>();
  const cut = await repository.find({ user_id: 'ada' }, { fields: ['note'] }).toArray();
  expectTypeOf(cut[0]?.note).toEqualTypeOf<string | undefined>();
  // @ts-expect-error a field is misspelt
  void repository.findOne({ user_di: 'ada' });
  // @ts-expect-error a module's documents are written by its verbs
  void repository.insertOne;
  // @ts-expect-error the module is not given
  void plain.repositories.bookmarks;
});

test('a verb that joins takes a session, and no other does', () => {
  const learner = engine.as({ userId: 'ada', role: 'learner' });
  const session = null as never as HostSession;
  expectTypeOf(learner.bookmarks.remove).toBeCallableWith({ subject: 's', topic: 't', concept: 'c' }, { session });
  // @ts-expect-error a read joins nothing
  void learner.bookmarks.list({ session });
});

test('what is misspelt in a module does not compile', () => {
  const summary = 's';
  const list = learnerVerb({ action: 'mark', kind: 'read', input: NOTHING, summary, result: summary, run: async () => 1 });
  defineModule({ name: 'a', summary, policy: { mark: ['learner'] }, learner: { list } });
  // @ts-expect-error nothing reads this key
  defineModule({ name: 'a', summary, verbs: {} });
  // @ts-expect-error the policy does not have the action
  defineModule({ name: 'a', summary, policy: { mrk: ['learner'] }, learner: { list } });
  // @ts-expect-error no role has this name
  defineModule({ name: 'a', summary, policy: { mark: ['pupil'] } });
  // @ts-expect-error no event has this type
  reaction({ summary, to: ['answr'], run: async () => undefined });
  reaction({
    summary,
    to: ['answer'],
    run: async (_, [event]) => {
      expectTypeOf(event.answer.concept).toEqualTypeOf<string>();
    },
  });
});
