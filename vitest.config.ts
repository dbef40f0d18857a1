import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const src = fileURLToPath(new URL('./src', import.meta.url));

/** What the paths of tsconfig.json say: the package's own name means its source. */
const alias = [
  { find: /^adaptive-learning-engine$/, replacement: `${src}/public/index.ts` },
  { find: /^adaptive-learning-engine\/([\w-]+)$/, replacement: `${src}/public/$1.ts` },
];

const SECOND = 1000;

/** These count operations, which takes a process in which no other file has run. */
const COUNTED = ['test/**/complexity.test.ts', 'test/mongo/harness-loop.test.ts'];

const UNIT_TIMEOUTS = { testTimeout: 20 * SECOND, hookTimeout: 60 * SECOND };
const MONGO_TIMEOUTS = { testTimeout: 60 * SECOND, hookTimeout: 120 * SECOND };
const MONGO_SERVER = ['test/support/mongo-server.ts'];

export default defineConfig({
  resolve: { alias },
  test: {
    reporters: ['default', ['json', { outputFile: '.cache/tests.json' }]],
    setupFiles: ['test/support/property-seed.ts'],
    coverage: { provider: 'v8', include: ['src/**'], reportsDirectory: 'coverage' },
    // Files spend half their time waiting for a server, so every core runs one; vitest leaves a core idle unless told.
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{mongo,embedded,package,types}/**', 'test/report/browser/**', ...COUNTED],
          // The files of a worker share one process, in which the library is imported once.
          isolate: false,
          ...UNIT_TIMEOUTS,
        },
      },
      {
        extends: true,
        test: { name: 'unit-counted', include: COUNTED, exclude: ['test/mongo/**'], ...UNIT_TIMEOUTS },
      },
      {
        extends: true,
        test: {
          name: 'mongo',
          include: ['test/mongo/**/*.test.ts'],
          exclude: COUNTED,
          globalSetup: MONGO_SERVER,
          isolate: false,
          ...MONGO_TIMEOUTS,
        },
      },
      {
        extends: true,
        test: { name: 'mongo-counted', include: COUNTED, exclude: ['test/!(mongo)/**'], globalSetup: MONGO_SERVER, ...MONGO_TIMEOUTS },
      },
      {
        extends: true,
        test: {
          name: 'embedded',
          include: ['test/embedded/**/*.test.ts'],
          // These start servers of their own, perhaps after a download.
          testTimeout: 180 * SECOND,
          hookTimeout: 180 * SECOND,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/report/browser/**/*.test.ts'],
          testTimeout: 60 * SECOND,
          hookTimeout: 120 * SECOND,
        },
      },
      {
        extends: true,
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: ['test/package/build-and-pack.ts'],
          testTimeout: 120 * SECOND,
          hookTimeout: 120 * SECOND,
        },
      },
      {
        extends: true,
        test: {
          name: 'types',
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ['test/types/**/*.test-d.ts'],
            tsconfig: 'tsconfig.type-tests.json',
          },
        },
      },
    ],
  },
});
