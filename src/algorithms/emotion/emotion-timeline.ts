import { invalidInput } from '../../errors.js';
import { checkInstant, checkKnownKeys, checkList, checkObject, checkPositive, checkUnit } from '../argument-checks.js';
import { checkEmotion } from './emotion-role.js';
import { EMOTIONS, type EmotionalState } from './emotional-states.js';

const MINUTE_MS = 60_000;

/** One reading of a learner's emotion, from a detector or reported by the learner. */
export type EmotionMoment = {
  /** ms since 1970. */
  readonly at: number;
  readonly emotion: EmotionalState;
  /** Intensity, 0 to 1; 1 by default. */
  readonly intensity?: number | undefined;
  /** Confidence, 0 to 1; 1 by default. */
  readonly confidence?: number | undefined;
  /** The session of the reading; a state never lasts beyond its session. */
  readonly session?: string | undefined;
  /** The cause of the emotion, if known. */
  readonly trigger?: string | undefined;
};

/** How readings are converted to durations. */
export type TimelineParams = {
  /** Readings with a lower confidence are left out, 0 to 1. */
  readonly confidence_threshold: number;
  /** If the next reading in the session comes within this many minutes, the state lasts until then. Above 0, at most 1440. */
  readonly longest_hold_minutes: number;
  /** Otherwise, and at the end of a session, the state is assumed to last this many minutes. Above 0, at most 1440. */
  readonly last_hold_minutes: number;
};

/**
 * 20 minutes and 1 minute: our own choices. States last minutes: boredom, engagement and confusion persist, delight and surprise pass quickly
 * (D'Mello and Graesser, The half-life of cognitive-affective states during complex learning, Cognition and Emotion 25, 2011).
 */
export const timelineDefaults: TimelineParams = Object.freeze({
  confidence_threshold: 0.6,
  longest_hold_minutes: 20,
  last_hold_minutes: 1,
});

/** A reading with how long it is taken to have lasted. */
export type EmotionSpell = EmotionMoment & {
  /** ms since 1970. */
  readonly until: number;
  readonly minutes: number;
  /** Valence times intensity, −1 to 1. */
  readonly value: number;
  /** Whether the next spell follows without a break: the same session, no longer silence. */
  readonly continues: boolean;
};

/** The readings that are sure enough, in chronological order, each with its stretch of time; those of one instant by session and name. */
export function spellsOf(where: string, timeline: readonly EmotionMoment[], params: TimelineParams): readonly EmotionSpell[] {
  checkList(`${where}.timeline`, timeline);
  for (const moment of timeline) checkMoment(`${where}.timeline`, moment);
  checkTimelineParams(`${where}.params`, params);
  const sure = timeline.filter(({ confidence }) => (confidence ?? 1) >= params.confidence_threshold).sort(inOrder);
  const nextOf = new Map<string, EmotionMoment>();
  const spells: EmotionSpell[] = [];
  for (const moment of sure.reverse()) {
    const id = moment.session ?? '';
    const next = nextOf.get(id);
    const silence = next === undefined ? Number.POSITIVE_INFINITY : (next.at - moment.at) / MINUTE_MS;
    const continues = silence <= params.longest_hold_minutes;
    const minutes = continues ? silence : Math.min(params.last_hold_minutes, params.longest_hold_minutes);
    const value = EMOTIONS[moment.emotion].valence * (moment.intensity ?? 1);
    spells.push({ ...moment, until: moment.at + minutes * MINUTE_MS, minutes, value, continues });
    nextOf.set(id, moment);
  }
  return spells.reverse();
}

/** The spells of each session, in chronological order. */
export function bySession(spells: readonly EmotionSpell[]): readonly (readonly EmotionSpell[])[] {
  const bySessionId = new Map<string, EmotionSpell[]>();
  for (const spell of spells) {
    const session = bySessionId.get(spell.session ?? '');
    if (session === undefined) bySessionId.set(spell.session ?? '', [spell]);
    else session.push(spell);
  }
  return [...bySessionId.values()];
}

function inOrder(a: EmotionMoment, b: EmotionMoment): number {
  return (
    a.at - b.at || compare(a.session ?? '', b.session ?? '') || compare(a.emotion, b.emotion) || (a.intensity ?? 1) - (b.intensity ?? 1)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function checkMoment(where: string, moment: EmotionMoment): void {
  checkObject(where, moment);
  const { at, emotion, intensity, confidence, session, trigger } = moment;
  checkInstant(`${where}.at`, at);
  checkEmotion(`${where}.emotion`, emotion);
  if (intensity !== undefined) checkUnit(`${where}.intensity`, intensity);
  if (confidence !== undefined) checkUnit(`${where}.confidence`, confidence);
  if (session !== undefined && typeof session !== 'string') throw invalidInput(`${where}.session`, 'a string', session);
  if (trigger !== undefined && typeof trigger !== 'string') throw invalidInput(`${where}.trigger`, 'a string', trigger);
}

function checkTimelineParams(where: string, params: TimelineParams): void {
  checkObject(where, params);
  checkKnownKeys(where, params, timelineDefaults);
  checkUnit(`${where}.confidence_threshold`, params.confidence_threshold);
  checkMinutes(`${where}.longest_hold_minutes`, params.longest_hold_minutes);
  checkMinutes(`${where}.last_hold_minutes`, params.last_hold_minutes);
}

/** Up to a day: a longer stretch of one feeling is no reading of a tutor. */
function checkMinutes(where: string, minutes: number): void {
  checkPositive(where, minutes);
  if (minutes > 1_440) throw invalidInput(where, 'minutes above 0, at most 1440', minutes);
}
