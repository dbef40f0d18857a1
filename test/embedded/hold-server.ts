/**
 * A program that starts a server and then ends, or does not, in the way that its first argument says. Options are the second, as JSON.
 * It prints `{ uri, pid, source }` as soon as the server is there.
 */
import { startEmbedded } from '../../src/embedded/index.js';

const [how = 'stay', options = '{}'] = process.argv.slice(2);
const { uri, pid, source } = await startEmbedded(JSON.parse(options));
console.log(JSON.stringify({ uri, pid, source }));
if (how === 'stay') setInterval(() => undefined, 1000);
if (how === 'exit') process.exit(0);
if (how === 'throw') throw new Error('A program that fails');
// 'forget' comes to the end of its program here.
