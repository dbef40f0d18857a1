import type { EmotionalState, EmotionSums, FeltTime } from '../../../src/algorithms/index.js';
import { list, type Walk } from '../../support/complexity.js';
import { algorithms } from './counted.js';

const { EMOTIONAL_STATES, sumEmotions } = algorithms;
const MINUTE = 60_000;

const emotionAt = (at: number) => EMOTIONAL_STATES[at % EMOTIONAL_STATES.length] as EmotionalState;
const felt = (size: number) => list(size, (at) => ({ emotion: emotionAt(at), score: 1, activity: `a${at}`, mastered: true, minutes: 2 }));
const hindered = (size: number) =>
  list(size, (at) => ({
    at: at * MINUTE,
    emotion: at % 2 === 0 ? ('frustration' as const) : ('hope' as const),
    session: `s${at % 7}`,
    trigger: `t${at}`,
  }));
const interventions = (size: number) => list(size, (at) => ({ at: at * MINUTE, intervention_type: `t${at}`, session: `s${at % 7}` }));
const feltTime = (size: number): FeltTime => ({
  timeline: hindered(size),
  answers: felt(size),
  interventions: interventions(size),
  zone: 'Europe/Zurich',
});
const sums = (size: number): EmotionSums => sumEmotions(feltTime(size));

export const EMOTION: Walk = {
  learningByEmotion: (size) => () => algorithms.learningByEmotion(felt(size)),
  'learningByEmotion, in one activity': (size) => () =>
    algorithms.learningByEmotion(felt(size).map((answer) => ({ ...answer, activity: 'a' }))),
  bestEmotionFor: (size) => () => algorithms.bestEmotionFor(felt(size), 'a1'),
  interventionEffects: (size) => () => algorithms.interventionEffects(interventions(size), hindered(size), 1e9),
  emotionalRecovery: (size) => () => algorithms.emotionalRecovery(hindered(size)),
  commonTriggers: (size) => () => algorithms.commonTriggers(hindered(size), 'frustration', size),
  emotionDistribution: (size) => () => algorithms.emotionDistribution(hindered(size)),
  'emotionDistribution, in sittings': (size) => () =>
    algorithms.emotionDistribution(hindered(size).map((moment) => ({ ...moment, session: moment.trigger }))),
  affectDynamics: (size) => () => algorithms.affectDynamics(hindered(size)),
  emotionalHours: (size) => () => algorithms.emotionalHours(hindered(size), 'Europe/Zurich'),
  scoreTrend: (size) => () => algorithms.scoreTrend(list(size, (at) => ({ at: at * MINUTE, value: (at % 7) / 7 }))),
  sumEmotions: (size) => () => algorithms.sumEmotions(feltTime(size)),
  addEmotionSums: (size) => {
    const parts = [sums(size), sums(size)];
    return () => algorithms.addEmotionSums(parts);
  },
  'addEmotionSums, in parts': (size) => {
    const parts = list(size, (at) => sumEmotions({ ...feltTime(1), answers: [{ emotion: 'hope', score: 1, activity: `a${at}` }] }));
    return () => algorithms.addEmotionSums(parts);
  },
  emotionFigures: (size) => {
    const given = sums(size);
    return () => algorithms.emotionFigures(given);
  },
};
