import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROOMS } from '../../rooms.config.js';

const names = ROOMS.map(({ name }) => name);
const found = readdirSync('src').map((entry) => entry.replace(/\.ts$/, ''));

test('every folder and file of src/ is a room', () => {
  expect(found.filter((entry) => !names.includes(entry))).toEqual([]);
});

test('imports only point down: a room names rooms above it in the list', () => {
  const upward = ROOMS.flatMap(({ name, imports }, place) =>
    imports.filter((other) => !names.slice(0, place).includes(other)).map((other) => `${name} → ${other}`),
  );
  expect(upward).toEqual([]);
});
