import { checkObject } from '../argument-checks.js';
import { checkZone } from '../days/learner-day.js';
import { swingSum } from './affect-dynamics.js';
import { checkSums } from './check-sums.js';
import { stateSums } from './emotion-distribution.js';
import type { EmotionSums, FeltTime } from './emotion-sums.js';
import { spellsOf, type TimelineParams, timelineDefaults } from './emotion-timeline.js';
import { hourSums } from './emotional-hours.js';
import { emotionalRecovery, episodeSums, triggerSums } from './emotional-recovery.js';
import { EMOTIONAL_STATES } from './emotional-states.js';
import { interventionEffects, interventionSums } from './intervention-effect.js';
import { answerSums, learningByEmotion } from './learning-by-emotion.js';

/**
 * Sums up sessions, so that {@link emotionFigures} can compute every figure from the sums.
 *
 * Each emotion figure is a ratio of sums over sessions (minutes, successive readings, answers, episodes), and no state lasts beyond its session. So
 * the sums of any sets of sessions can be combined later ({@link addEmotionSums}), exactly and without the readings. The variability and inertia of
 * {@link affectDynamics} are not included: they need the mean over all readings.
 *
 * @param params - see {@link TimelineParams}
 * @throws AdaptiveLearningError `invalid_input` when a field is out of range
 *
 * @example
 * const timeline = [{ at: 0, emotion: 'curiosity', session: 'a' }, { at: 360000, emotion: 'boredom', session: 'a' }];
 * const sums = sumEmotions({ timeline, answers: [{ emotion: 'curiosity', score: 1 }], interventions: [], zone: 'UTC' });
 * sums.states[0] //=> { emotion: 'curiosity', readings: 1, minutes: 6, value_minutes: 3, sessions: 1 }
 * sums.swings //=> { pairs: 1, squares: 0.81 }
 */
export function sumEmotions(felt: FeltTime, params: TimelineParams = timelineDefaults): EmotionSums {
  checkObject('sumEmotions', felt);
  const { timeline, answers, interventions, zone } = felt;
  const spells = spellsOf('sumEmotions', timeline, params);
  checkZone('sumEmotions.zone', zone);
  // The public functions check what they take.
  learningByEmotion(answers);
  interventionEffects(interventions, [], undefined, params);
  const { episodes } = emotionalRecovery(timeline, params);
  return sorted({
    states: stateSums(spells),
    swings: swingSum(spells),
    episodes: episodeSums(episodes),
    triggers: triggerSums(spells),
    answers: answerSums(answers),
    ...interventionSums(interventions, episodes),
    hours: hourSums(spells, zone),
  });
}

/**
 * Adds the sums of several sets of sessions.
 *
 * @param parts - added in this order, which can affect the last digit of fractional sums
 * @throws AdaptiveLearningError `invalid_input` when a field is out of range
 *
 * @example
 * const session = (session) => sumEmotions({ timeline: [{ at: 0, emotion: 'hope', session }], answers: [], interventions: [], zone: 'UTC' });
 * addEmotionSums([session('a'), session('b')]).states //=> [{ emotion: 'hope', readings: 2, minutes: 2, value_minutes: 1, sessions: 2 }]
 */
export function addEmotionSums(parts: readonly EmotionSums[]): EmotionSums {
  checkSums('addEmotionSums.parts', parts);
  const all = <Row extends object>(list: (sums: EmotionSums) => readonly Row[]) => added(parts.flatMap(list));
  return sorted({
    states: all(({ states }) => states),
    swings: all(({ swings }) => [swings])[0] ?? { pairs: 0, squares: 0 },
    episodes: all(({ episodes }) => episodes),
    triggers: all(({ triggers }) => triggers),
    answers: all(({ answers }) => answers),
    interventions: all(({ interventions }) => interventions),
    rescues: all(({ rescues }) => rescues),
    hours: all(({ hours }) => hours),
  });
}

/** Rows of the same names as one, their numbers added; `hour` is a name. */
function added<Row extends object>(rows: readonly Row[]): readonly Row[] {
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const key = keyOf(row);
    const sum = sums.get(key);
    sums.set(key, sum === undefined ? row : plus(sum, row));
  }
  return [...sums.values()];
}

function plus<Row extends object>(sum: Row, row: Row): Row {
  const total = (field: string, value: unknown) =>
    isName(field, value) ? value : (value as number) + ((row as { readonly [field: string]: number })[field] as number);
  return Object.fromEntries(Object.entries(sum).map(([field, value]) => [field, total(field, value)])) as Row;
}

/** One order for each list, whatever was added first: a sum that is made again is the same to the byte. */
function sorted({ swings, ...lists }: EmotionSums): EmotionSums {
  return {
    states: inOrder(lists.states),
    swings,
    episodes: inOrder(lists.episodes),
    triggers: inOrder(lists.triggers),
    answers: inOrder(lists.answers),
    interventions: inOrder(lists.interventions),
    rescues: inOrder(lists.rescues),
    hours: inOrder(lists.hours),
  };
}

function inOrder<Row extends object>(rows: readonly Row[]): readonly Row[] {
  const keyed = rows.map((row) => [keyOf(row), row] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return keyed.map(([, row]) => row);
}

function keyOf(row: object): string {
  const names = Object.entries(row).filter(([field, value]) => isName(field, value));
  const spelled = names.map(([field, value]) => (field === 'emotion' ? order(value) : field === 'hour' ? two(value) : String(value)));
  return spelled.join('\0');
}

function isName(field: string, value: unknown): boolean {
  return typeof value === 'string' || field === 'hour';
}

function order(state: unknown): string {
  return two((EMOTIONAL_STATES as readonly unknown[]).indexOf(state));
}

function two(number: unknown): string {
  return String(number).padStart(2, '0');
}
