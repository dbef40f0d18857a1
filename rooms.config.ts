/**
 * The rooms of src/, lowest first. This list is the only place that says which room may import what:
 * the import rules are derived from it.
 */
export const ROOMS: readonly Room[] = [
  { name: 'errors', imports: [] },
  {
    name: 'algorithms',
    folders: [
      'fitting',
      'days',
      'online-logistic',
      'difficulty',
      'memory',
      'emotion',
      'evaluation',
      'graph',
      'items',
      'knowledge',
      'prediction',
    ],
    imports: ['errors'],
    packages: ['date-fns', '@date-fns/tz'],
  },
  { name: 'schema', imports: ['errors', 'algorithms'], packages: ['zod'], typesOf: ['mongodb'] },
  { name: 'collections', imports: ['errors', 'algorithms', 'schema'], packages: ['zod'] },
  {
    name: 'learner',
    folders: ['emotions'],
    imports: ['errors', 'algorithms', 'schema', 'collections'],
    packages: ['date-fns', '@date-fns/tz', 'ts-pattern'],
  },
  {
    name: 'pipelines',
    folders: ['learner', 'content', 'emotion', 'log', 'platform'],
    imports: ['errors', 'algorithms', 'schema', 'collections'],
    packages: ['zod'],
    typesOf: ['mongodb'],
  },
  {
    name: 'security',
    folders: ['cipher', 'keys', 'stored-form'],
    imports: ['errors', 'schema', 'collections'],
    packages: ['ts-pattern'],
    builtins: ['crypto', 'util', 'fs/promises', 'path'],
  },
  {
    name: 'repositories',
    imports: ['errors', 'schema', 'collections', 'pipelines', 'security'],
    packages: ['mongodb', 'zod', 'ts-pattern'],
    builtins: ['crypto', 'events', 'timers', 'timers/promises'],
  },
  { name: 'cache', imports: [], packages: ['lru-cache'], builtins: ['crypto'] },
  {
    name: 'lifecycle',
    imports: ['errors', 'algorithms', 'schema', 'collections', 'learner', 'pipelines', 'security', 'repositories'],
    packages: ['mongodb', 'zod', 'date-fns', '@date-fns/tz', 'ts-pattern'],
    builtins: ['crypto'],
  },
  {
    name: 'runtime',
    folders: ['verbs', 'jobs'],
    imports: ['errors', 'algorithms', 'schema', 'collections', 'learner', 'pipelines', 'security', 'repositories', 'cache', 'lifecycle'],
    packages: ['mongodb', 'zod'],
    builtins: ['crypto', 'os', 'timers/promises', 'async_hooks'],
  },
  {
    name: 'engine',
    folders: [
      'inputs',
      'curriculum',
      'models',
      'telemetry',
      'rolling-up',
      'health',
      'emotions',
      'recording',
      'queries',
      'modules',
      'options',
      'accounts',
      'fitting',
      'tuning',
      'importing',
      'cards',
      'live',
      'migrating',
      'flows',
      'facade',
    ],
    imports: [
      'errors',
      'algorithms',
      'schema',
      'collections',
      'learner',
      'pipelines',
      'security',
      'repositories',
      'cache',
      'lifecycle',
      'runtime',
    ],
    packages: ['mongodb', 'zod', 'date-fns', '@date-fns/tz', 'ts-pattern', '@opentelemetry/api'],
    builtins: ['crypto', 'stream', 'timers/promises', 'util', 'events', 'async_hooks', 'diagnostics_channel', 'perf_hooks'],
  },
  {
    name: 'report',
    folders: ['wording', 'spec', 'charts', 'render'],
    imports: ['errors', 'algorithms', 'schema', 'collections', 'engine'],
    packages: ['vega', 'vega-lite', '@date-fns/tz'],
    builtins: ['crypto'],
  },
  {
    name: 'simulator',
    folders: ['chance', 'course', 'minds', 'policies', 'outcome', 'study'],
    imports: ['errors', 'algorithms', 'schema', 'collections', 'learner'],
  },
  {
    name: 'embedded',
    imports: ['errors'],
    packages: ['mongodb', 'mongodb-memory-server', 'mongodb-memory-server-core'],
    builtins: 'any',
  },
  {
    // One folder for each module that comes with the library.
    name: 'modules',
    folders: ['accounts'],
    imports: ['errors', 'schema', 'collections', 'repositories', 'runtime', 'engine'],
    packages: ['zod', '@node-rs/argon2', 'otpauth'],
    builtins: ['crypto'],
  },
  {
    // What users reach: each file is an entry of the package.
    name: 'public',
    imports: [
      'errors',
      'algorithms',
      'schema',
      'collections',
      'learner',
      'pipelines',
      'security',
      'repositories',
      'cache',
      'lifecycle',
      'runtime',
      'engine',
      'report',
      'simulator',
      'embedded',
      'modules',
    ],
  },
];

/** A folder of src/, or a single file there such as errors.ts. */
export interface Room {
  readonly name: string;
  /** Lower rooms that it may import. */
  readonly imports: readonly string[];
  /** npm packages that it may import. */
  readonly packages?: readonly string[];
  /** npm packages of which it may import types, and nothing that runs. */
  readonly typesOf?: readonly string[];
  /** All folders inside it, lowest first: none imports one that stands behind it. */
  readonly folders?: readonly string[];
  /** Modules of Node itself, without the `node:` prefix. */
  readonly builtins?: readonly string[] | 'any';
}
