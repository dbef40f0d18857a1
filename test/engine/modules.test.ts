import { defineModule, engineVerb, learnerVerb, moduleJob, NOTHING, reaction } from 'adaptive-learning-engine/modules';
import { describe, expect, test } from 'vitest';
import { bookmarks as declaration } from '../../examples/bookmarks/bookmarks.js';
import { bookmarks } from '../../examples/bookmarks/module.js';
import { modulesOf } from '../../src/engine/modules/modules-of.js';
import type { AdaptiveLearningError } from '../../src/errors.js';

const summary = 'For a test.';
const plain = (name: string, more: object = {}) => ({ name, summary, ...more }) as never;

/** What the engine says of modules that it refuses: each fault by its path. */
function faultsOf(...modules: readonly never[]): readonly string[] {
  try {
    modulesOf({ modules });
  } catch (error) {
    const { code, issues = [] } = error as AdaptiveLearningError;
    expect(code).toBe('invalid_input');
    return issues.map(({ path, received }) => `${path}: ${received}`);
  }
  return [];
}

describe('modules that do not fit together are refused, and all that is wrong is told at once', () => {
  test('missing, given twice, and named as something of the engine', () => {
    expect(faultsOf(plain('a', { requires: ['b', 'c'] }), plain('d'), plain('d'), plain('recordAnswer'), plain('jobs'))).toEqual([
      'createEngine.modules.a.requires: none of this name',
      'createEngine.modules.a.requires: none of this name',
      'createEngine.modules.d.name: two modules of this name',
      'createEngine.modules.d.name: two modules of this name',
      'createEngine.modules.recordAnswer.name: recordAnswer, which it uses',
      'createEngine.modules.jobs.name: jobs, which it uses',
    ]);
  });

  test('requiring each other in a circle, which is named', () => {
    const circle = faultsOf(plain('a', { requires: ['b'] }), plain('b', { requires: ['c'] }), plain('c', { requires: ['a'] }));
    expect(circle).toEqual(['createEngine.modules.a.requires: a → b → c → a']);
  });

  test('with a collection that another module or the core has', () => {
    const collections = { bookmarks: declaration };
    expect(faultsOf(plain('a', { collections }), plain('b', { collections }))).toEqual([
      'createEngine.modules.a.collections.bookmarks: one that b has too',
      'createEngine.modules.b.collections.bookmarks: one that a has too',
    ]);
    expect(faultsOf(plain('a', { collections: { users: { ...declaration, name: 'users' } } }))).toEqual([
      'createEngine.modules.a.collections.users: one of the core',
    ]);
    expect(faultsOf(plain('a', { collections: { marks: declaration } }))).toEqual(['createEngine.modules.a.collections.marks: marks']);
  });

  test('with a pipeline whose name is taken', () => {
    const { pipelines, collections } = bookmarks();
    expect(faultsOf(plain('a', { collections, pipelines: [pipelines[0], pipelines[0]] }))).toEqual([
      'createEngine.modules.a.pipelines.1.name: one that another pipeline has',
    ]);
    expect(faultsOf(plain('a', { pipelines: [pipelines[0]] }))).toMatchObject([expect.stringContaining('pipelines.0.collection')]);
  });
});

const verb = { action: 'read', kind: 'read', input: NOTHING, summary, result: summary, run: async () => 1 };

test.each<readonly [string, object, string]>([
  ['an unknown key', { verbs: {} }, 'createEngine.modules.0: the unknown verbs'],
  ['a name that is none', { name: 'My module' }, 'createEngine.modules.0.name'],
  ['no sentence', { summary: '' }, 'createEngine.modules.a.summary'],
  ['an action of the core', { policy: { read: ['system'] } }, 'createEngine.modules.a.policy.read'],
  ['a role that there is not', { policy: { mark: ['pupil'] } }, 'createEngine.modules.a.policy.mark'],
  ['a verb of an unknown action', { learner: { list: { ...verb, action: 'reed' } } }, 'createEngine.modules.a.learner.list.action'],
  ['a verb of an unknown kind', { learner: { list: { ...verb, kind: 'stream' } } }, 'createEngine.modules.a.learner.list.kind'],
  ['a verb with an unknown key', { learner: { list: { ...verb, sumary: '' } } }, 'createEngine.modules.a.learner.list'],
  ['a verb without a function', { engine: { list: { ...verb, run: 1 } } }, 'createEngine.modules.a.engine.list.run'],
  ['a verb without a schema', { engine: { list: { ...verb, input: {} } } }, 'createEngine.modules.a.engine.list.input'],
  ['a verb that makes it a promise', { engine: { then: verb } }, 'createEngine.modules.a.engine.then'],
  [
    'a job that runs never',
    { jobs: { tidy: { summary, everyMinutes: 0, run: verb.run } } },
    'createEngine.modules.a.jobs.tidy.everyMinutes',
  ],
  [
    'a verb that joins as nothing that there is',
    { learner: { list: { ...verb, joins: 'yes' } } },
    'createEngine.modules.a.learner.list.joins',
  ],
  ['a verb that reads and joins', { learner: { list: { ...verb, joins: true } } }, 'createEngine.modules.a.learner.list.joins'],
  ['a reach with an unknown key', { reach: { mayReach: verb.run, mayRead: verb.run } }, 'createEngine.modules.a.reach'],
  ['a reach that is no function', { reach: { mayReach: true } }, 'createEngine.modules.a.reach.mayReach'],
  ['a reach that lists nothing', { reach: { mayReach: verb.run, learnersOf: [] } }, 'createEngine.modules.a.reach.learnersOf'],
  ['a reaction to nothing', { reactions: { r: { summary, to: [], run: verb.run } } }, 'createEngine.modules.a.reactions.r.to'],
  ['a reaction to no event', { reactions: { r: { summary, to: ['answr'], run: verb.run } } }, 'createEngine.modules.a.reactions.r.to'],
])('a module with %s is refused, naming it', (_, more, where) => {
  const [first = ''] = faultsOf(plain('a', more));
  expect(first.startsWith(where)).toBe(true);
});

test('modules stand behind those that they require, which they reach through others too', () => {
  const a = defineModule({
    name: 'a',
    summary,
    requires: ['b'],
    learner: { list: learnerVerb({ ...verb, action: 'read', kind: 'read' }) },
  });
  const b = defineModule({
    name: 'b',
    summary,
    requires: ['bookmarks'],
    engine: { count: engineVerb({ ...verb, action: 'read', kind: 'read' }) },
  });
  const c = defineModule({
    name: 'c',
    summary,
    jobs: { tidy: moduleJob({ summary, everyMinutes: 5, run: async () => 1 }) },
    reactions: { r: reaction({ summary, to: ['answer'], run: async () => undefined }) },
  });
  const { wired } = modulesOf({ modules: [c, a, b, bookmarks()] });
  expect(wired.map(({ module, reaches }) => [module.name, reaches.map(({ name }) => name)])).toEqual([
    ['c', []],
    ['bookmarks', ['bookmarks']],
    ['b', ['bookmarks']],
    ['a', ['bookmarks']],
  ]);
});
