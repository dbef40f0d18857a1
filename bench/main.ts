/**
/**
 * `npm run bench [-- --only algorithms|answers|database|cache|bulk|storage|encryption --seconds 4 --writers 16 --rounds 5]`: the algorithms against their peers,
 * and the engine against the driver and mongoose, kept answers against asking again, many answers at once against one by one, what an answer takes in the database against an app
 * written by hand, each pair in one run.
 */
import { parseArgs } from 'node:util';
import { algorithmFigures } from './algorithms/all-figures.js';
import { compareBulk } from './bulk/compare-bulk.js';
import { importHistories } from './bulk/import-history.js';
import { cacheFigures } from './cache.js';
import { benchDatabase } from './database.js';
import { compareEncryption } from './encryption/compare-encryption.js';
import { describeMachine } from './machine.js';
import { printFigures } from './print-figures.js';
import { compareStorage } from './storage/compare-storage.js';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' },
    writers: { type: 'string', default: '16' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'all' },
  },
});

for (const line of describeMachine()) console.log(line);
if (['all', 'algorithms'].includes(values.only)) {
  for (const { title, figures } of await algorithmFigures()) printFigures(title, figures);
}
if (['all', 'answers', 'database'].includes(values.only)) {
  await benchDatabase({
    seconds: Number(values.seconds),
    writers: Number(values.writers),
    rounds: Number(values.rounds),
    reads: values.only !== 'answers',
  });
}
if (['all', 'cache'].includes(values.only)) {
  const figures = await cacheFigures({ seconds: Number(values.seconds), workers: Number(values.writers), rounds: Number(values.rounds) });
  printFigures('Kept answers', figures);
}
if (['all', 'bulk'].includes(values.only)) {
  printFigures(
    'Many answers at once against one by one; cpu is that of client + server for one answer',
    await compareBulk(Number(values.rounds)),
  );
  printFigures('A whole log by one call', await importHistories(Number(values.rounds)));
}
if (['all', 'storage'].includes(values.only)) printFigures('What an answer takes in the database', await compareStorage());
if (['all', 'encryption'].includes(values.only)) {
  console.log('\nEncrypted fields against the same in clear');
  const isKept = await compareEncryption({
    seconds: Number(values.seconds),
    workers: Number(values.writers),
    rounds: Number(values.rounds),
  });
  if (!isKept) process.exitCode = 1;
}
