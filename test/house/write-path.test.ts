import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectFiles } from './project-files.js';

const SOURCES = projectFiles().filter((file) => /^src\/.*\.ts$/.test(file));

interface Part {
  readonly part: string;
  readonly call: RegExp;
  readonly home: string;
  /** The same, of what several learners share. */
  readonly shared?: string;
}

/** What the write path composes, and where each part may be called. */
const PARTS: readonly Part[] = [
  {
    part: 'a transaction',
    call: /(?<![.\w])inTransaction\((?!\))/,
    home: 'src/runtime/unit-of-work.ts',
    shared: 'src/runtime/grouped-transaction.ts',
  },
  {
    part: 'a driver session',
    call: /(?<!\blearner)\.(startSession|withTransaction|startTransaction)\(/,
    home: 'src/repositories/transaction.ts',
  },
  { part: 'a retry of a write', call: /(?<![.\w])(retry|withRetry)\(/, home: 'src/runtime/write-path.ts' },
  { part: 'an invalidation of cached results', call: /\bcache\.invalidate\(/, home: 'src/runtime/outdating.ts' },
  {
    part: 'an insertion into the log',
    call: /\blearning_events\.insert|\b(insertMany|plannedInsert)\((\w+\.)*learning_events\b/,
    home: 'src/engine/recording/log-events.ts',
  },
  { part: 'the queue of learners', call: /\bwrites\.(run|runAll)\(/, home: 'src/runtime/write-path.ts' },
];

/** Parts are declared in lower rooms; a read repeats itself in the control of calls. */
const DECLARED = [
  'src/cache/doubtable-cache.ts',
  'src/repositories/host-transaction.ts',
  'src/repositories/transaction.ts',
  'src/repositories/retry.ts',
  'src/runtime/calls.ts',
];

test.each<Part>(PARTS)('only the write path begins $part', ({ call, home, shared }) => {
  const callers = SOURCES.filter((file) => call.test(codeOf(file)) && !DECLARED.includes(file));
  expect(callers.filter((file) => file !== home && file !== shared)).toEqual([]);
  expect(call.test(codeOf(home)), `${home} has no such call any more`).toBe(true);
});

/** Where it is decided what a duplicate key means, and whether a transaction was surely rolled back: nowhere else. */
const DECIDING = {
  isDuplicateKey: [
    'src/repositories/document-change.ts',
    'src/repositories/driver-errors.ts',
    'src/repositories/schema-setup.ts',
    'src/repositories/unless-taken.ts',
    'src/runtime/unit-of-work.ts',
  ],
  isRolledBack: [
    'src/repositories/driver-errors.ts',
    'src/repositories/host-transaction.ts',
    'src/repositories/transaction.ts',
    'src/runtime/grouped-transaction.ts',
    'src/runtime/sent.ts',
  ],
} as const;

test.each(Object.entries(DECIDING))('what %s says is decided by the files of the write path', (name, homes) => {
  const deciding = SOURCES.filter((file) => codeOf(file).includes(`${name}(`));
  expect(deciding.sort()).toEqual([...homes].sort());
});

/** Without comments and the signatures of methods. */
function codeOf(file: string): string {
  return readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|(?:async )?function \w+/g, '');
}
