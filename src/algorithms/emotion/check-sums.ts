import { invalidInput } from '../../errors.js';
import { checkCount, checkList, checkObject } from '../argument-checks.js';
import { checkEmotion } from './emotion-role.js';
import type { EmotionSums } from './emotion-sums.js';
import type { EmotionalState } from './emotional-states.js';

/** Far above what can be added up of a life, and far below where a double loses the small numbers beside it. */
const MOST = 1e12;

/** What each number of a sum is. */
const NUMBERS = {
  states: { readings: checkCount, minutes: checkAmount, value_minutes: checkBalance, sessions: checkCount },
  episodes: { episodes: checkCount, recoveries: checkCount, minutes: checkAmount },
  triggers: { readings: checkCount },
  answers: { answers: checkCount, score: checkAmount, minutes: checkAmount, mastered: checkCount },
  interventions: { applied: checkCount, judged: checkCount, rated: checkCount, rating: checkAmount },
  rescues: { recoveries: checkCount },
  hours: { hour: checkHour, readings: checkCount, minutes: checkAmount, value_minutes: checkBalance, hindered_minutes: checkAmount },
} as const;

/** What each name of a sum is, beside its emotion. */
const NAMES = {
  states: [],
  episodes: [],
  triggers: ['trigger'],
  answers: ['activity'],
  interventions: ['intervention_type'],
  rescues: ['intervention_type'],
  hours: [],
} as const;

const OF_A_STATE = new Set(['states', 'episodes', 'triggers', 'answers', 'rescues']);

type Row = { readonly [field: string]: unknown };

export function checkSums(where: string, parts: readonly EmotionSums[]): void {
  checkList(where, parts);
  for (const sums of parts) {
    checkObject(where, sums);
    checkObject(`${where}.swings`, sums.swings);
    checkCount(`${where}.swings.pairs`, sums.swings.pairs);
    checkAmount(`${where}.swings.squares`, sums.swings.squares);
    for (const name of Object.keys(NUMBERS) as (keyof typeof NUMBERS)[]) {
      checkList(`${where}.${name}`, sums[name]);
      for (const row of sums[name]) checkRow(`${where}.${name}`, name, row as Row);
    }
  }
}

function checkRow(where: string, name: keyof typeof NUMBERS, row: Row): void {
  checkObject(where, row);
  if (OF_A_STATE.has(name)) checkEmotion(`${where}.emotion`, row['emotion'] as EmotionalState);
  for (const field of NAMES[name]) {
    if (typeof row[field] !== 'string') throw invalidInput(`${where}.${field}`, 'a string', row[field]);
  }
  for (const [field, check] of Object.entries(NUMBERS[name])) check(`${where}.${field}`, row[field] as number);
}

function checkAmount(where: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0 && value <= MOST)) throw invalidInput(where, `a number from 0 to ${MOST}`, value);
}

function checkBalance(where: string, value: number): void {
  if (!(Number.isFinite(value) && Math.abs(value) <= MOST)) throw invalidInput(where, `a number from ${-MOST} to ${MOST}`, value);
}

function checkHour(where: string, hour: number): void {
  if (!(Number.isInteger(hour) && hour >= 0 && hour <= 23)) throw invalidInput(where, 'a whole hour from 0 to 23', hour);
}
