import { EMOTIONAL_STATES, EMOTIONS, type EmotionalState } from '../../src/algorithms/index.js';
import type { EmotionalAnalytics, EventOf, LearningEvent } from '../../src/collections/index.js';
import { naiveDayNumber } from './naive-learner-day.js';
import { groupBy, inOrder, mean, ofType, sum, unique } from './naive-order.js';

/**
 * A second, plain telling of what emotional_analytics holds: each document is worked out by itself from the whole log, with no sums of sums, in
 * whole milliseconds and whole parts of valence wherever there are such.
 */

const MINUTE = 60_000;
const DAY = 86_400_000;
const HOLD = 20 * MINUTE;
const LAST_HOLD = MINUTE;

type Source = EmotionalAnalytics['data_source'];
type Session = EventOf<'session_started'>;
export type NaiveDocument = Omit<EmotionalAnalytics, 'evidence' | 'revision' | 'schema_version'>;

interface Reading {
  readonly at: number;
  readonly emotion: EmotionalState;
  readonly intensity: number;
  readonly trigger: string | undefined;
  readonly session: Session;
  readonly sitting: string;
  readonly day: number;
}

interface Spell extends Reading {
  readonly ms: number;
  /** Where it stands among the readings, and where the one that ends it does: two readings may say the same. */
  readonly place: number;
  readonly next: (Reading & { readonly place: number }) | undefined;
}

interface Answered {
  readonly emotion: EmotionalState;
  readonly activity: string;
  readonly score: number;
  readonly minutes: number;
  readonly mastered: boolean;
  readonly day: number;
}

const HINDERING = EMOTIONAL_STATES.filter((state) => EMOTIONS[state].valence < 0 && state !== 'confusion');
/** Valence in tenths and intensity in twentieths, both whole. */
const feltAs = ({ emotion, intensity }: Reading) => (Math.round(10 * EMOTIONS[emotion].valence) * Math.round(20 * intensity)) / 200;

/** Every document of one learner, by its data source and the number of its first day. */
export function naiveEmotionalAnalytics(events: readonly LearningEvent[], threshold: number): Map<string, NaiveDocument> {
  const log = new NaiveLog(events, threshold);
  const documents = new Map<string, NaiveDocument>();
  const days = unique(log.spells.map(({ day }) => day)).sort((a, b) => a - b);
  for (const day of days) documents.set(`daily_aggregation ${day}`, documentOf(log, 'daily_aggregation', [day], range(day - 7, day)));
  for (const monday of unique(days.map(mondayBefore))) {
    const week = range(monday, monday + 7);
    documents.set(`weekly_summary ${monday}`, documentOf(log, 'weekly_summary', week, range(monday - 7, monday)));
  }
  for (const first of unique(days.map((day) => monthOf(day)[0] as number))) {
    const month = monthOf(first);
    documents.set(`monthly_report ${first}`, documentOf(log, 'monthly_report', month, monthOf(first - 1)));
  }
  return documents;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, n) => from + n);
}

function mondayBefore(day: number): number {
  let monday = day;
  while (new Date(monday * DAY).getUTCDay() !== 1) monday -= 1;
  return monday;
}

function monthOf(day: number): number[] {
  const name = (one: number) => new Date(one * DAY).toISOString().slice(0, 7);
  return range(day - 31, day + 32).filter((one) => name(one) === name(day));
}

const calendar = new Map<string, boolean>();

/** Whether a clock in the zone ever showed the date of a day: asked of every hour around it. */
function isOnCalendar(day: number, zone: string): boolean {
  const key = `${zone} ${day}`;
  const known = calendar.get(key);
  if (known !== undefined) return known;
  const hours = range(-15, 40).map((hour) => new Date(day * DAY + hour * 60 * MINUTE));
  const shown = hours.some((at) => naiveDayNumber(at, zone, 0) === day);
  calendar.set(key, shown);
  return shown;
}

class NaiveLog {
  readonly spells: readonly Spell[];
  readonly answers: readonly Answered[];
  readonly interventions: readonly { type: string; at: number; sitting: string; day: number; rating: number | undefined }[];

  constructor(all: readonly LearningEvent[], threshold: number) {
    const events = inOrder(all);
    const sessions = new Map(ofType(events, 'session_started').map((start) => [start.session_id, start]));
    const sessionOf = (event: LearningEvent) => ('session_id' in event ? sessions.get(event.session_id) : undefined);
    const known = events.filter((event) => sessionOf(event) !== undefined);
    // Asking the clock is slow, so each event asks once.
    const day = new Map(known.map((event) => [event, dayOf(event, sessionOf(event) as Session)]));
    const sittings = groupBy(known, (event) => `${sessionOf(event)?.session_id} day ${day.get(event)}`);
    const earlier = new Map([...sittings.values()].flatMap((own) => own.map((event, place) => [event, own.slice(0, place)] as const)));
    const earlierOf = (event: LearningEvent) => earlier.get(event) ?? [];
    const sittingOf = (event: LearningEvent) => {
      const withdrawals = earlierOf(event).filter(({ type }) => type === 'consent_withdrawn').length;
      return `${sessionOf(event)?.session_id} day ${day.get(event)} part ${withdrawals}`;
    };

    const readings = known
      .flatMap((event): Reading[] => {
        const told = reading(event);
        if (told === undefined || told.confidence < threshold) return [];
        const { emotion, intensity, trigger } = told;
        const place = {
          at: event.occurred_at.getTime(),
          session: sessionOf(event) as Session,
          sitting: sittingOf(event),
          day: day.get(event) ?? 0,
        };
        return [{ emotion, intensity, trigger, ...place }];
      })
      // Of readings of one instant the last by name lasts.
      .sort((a, b) => a.at - b.at || (a.emotion < b.emotion ? -1 : a.emotion > b.emotion ? 1 : a.intensity - b.intensity));
    this.spells = readings.map((one, place) => {
      const after = readings.findIndex(({ sitting }, other) => other > place && sitting === one.sitting);
      const next = readings[after];
      const lasts = next !== undefined && next.at - one.at <= HOLD;
      return { ...one, place, ms: lasts ? next.at - one.at : LAST_HOLD, next: lasts ? { ...next, place: after } : undefined };
    });

    this.answers = ofType(known, 'answer').flatMap((event) => {
      const before = earlierOf(event);
      const withdrawn = before.map(({ type }) => type).lastIndexOf('consent_withdrawn');
      const felt = before.slice(withdrawn + 1).filter((one) => one.type !== 'answer' && (reading(one)?.confidence ?? -1) >= threshold);
      const emotion = event.answer.emotional_state ?? (felt.length === 0 ? undefined : reading(felt.at(-1) as LearningEvent)?.emotion);
      if (emotion === undefined) return [];
      const type = (sessionOf(event) as Session).session.session_type;
      const fallback = type === 'study' || type === 'exploration' ? 'practice' : type;
      const first = event.provenance.before.next_review_date === undefined;
      return [
        {
          emotion,
          activity: event.answer.activity_type ?? (first ? 'introduction' : fallback),
          score: event.answer.score,
          minutes: event.answer.response_time_seconds / 60,
          mastered: event.provenance.newly_mastered,
          day: day.get(event) ?? 0,
        },
      ];
    });

    this.interventions = ofType(known, 'intervention').map((event) => ({
      type: event.intervention.intervention_type,
      at: event.occurred_at.getTime(),
      sitting: sittingOf(event),
      day: day.get(event) ?? 0,
      rating: ofType(known, 'intervention_rated')
        .filter(({ rating }) => rating.intervention_id === event.event_id)
        .at(-1)?.rating.effectiveness_rating,
    }));
  }
}

function dayOf({ occurred_at }: LearningEvent, { session: { timezone, day_rollover_hour } }: Session): number {
  const day = naiveDayNumber(occurred_at, timezone, day_rollover_hour);
  // The hours before the first turn after a date that was left out belong to the evening before it.
  return isOnCalendar(day, timezone) ? day : day - 1;
}

function reading(event: LearningEvent) {
  const sure = { intensity: 1, confidence: 1, trigger: undefined };
  if (event.type === 'emotion') return { trigger: undefined, ...event.emotion };
  if (event.type === 'answer' && event.answer.emotional_state !== undefined) return { ...sure, emotion: event.answer.emotional_state };
  if (event.type === 'session_started' && event.session.initial_emotional_state !== undefined)
    return { ...sure, emotion: event.session.initial_emotional_state };
  if (event.type !== 'interaction' || event.interaction.emotional_context === undefined) return undefined;
  const { detected_emotion: emotion, emotional_intensity: intensity, confidence } = event.interaction.emotional_context;
  return { emotion, intensity, confidence, trigger: undefined };
}

function sharesOf(spells: readonly Spell[]) {
  const total = sum(spells.map(({ ms }) => ms));
  return EMOTIONAL_STATES.flatMap((emotion) => {
    const own = spells.filter((spell) => spell.emotion === emotion);
    const ms = sum(own.map((spell) => spell.ms));
    return own.length === 0
      ? []
      : [{ emotion, ms, percentage: (100 * ms) / total, sessions: unique(own.map(({ sitting }) => sitting)).length }];
  });
}

interface Episode {
  readonly emotion: EmotionalState;
  readonly sitting: string;
  readonly from: number;
  readonly to: number;
  readonly recovered: boolean;
}

/** From a hindering reading that no hindering one leads to, on to what ends it. */
function episodesOf(spells: readonly Spell[]): Episode[] {
  const hinders = ({ emotion }: Reading) => HINDERING.includes(emotion);
  const begins = spells.filter((one) => hinders(one) && !spells.some((other) => other.next?.place === one.place && hinders(other)));
  return begins.map((begin) => {
    let end: Spell = begin;
    for (;;) {
      const next = spells.find(({ place }) => place === end.next?.place);
      if (next === undefined) return { ...begin, from: begin.at, to: end.at + end.ms, recovered: false };
      if (!hinders(next)) return { ...begin, from: begin.at, to: next.at, recovered: true };
      end = next;
    }
  });
}

function recoveryMinutes(episodes: readonly Episode[], emotion: EmotionalState): number | null {
  const own = episodes.filter((episode) => episode.emotion === emotion);
  const recovered = own.filter((episode) => episode.recovered).length;
  return recovered === 0 ? null : sum(own.map(({ from, to }) => to - from)) / MINUTE / recovered;
}

function documentOf(log: NaiveLog, source: Source, days: readonly number[], daysBefore: readonly number[]): NaiveDocument {
  const spells = log.spells.filter(({ day }) => days.includes(day));
  const answers = log.answers.filter(({ day }) => days.includes(day));
  // A day without readings has no document, and is no part of its week.
  const interventions = log.interventions.filter(({ day }) => spells.some((spell) => spell.day === day) && days.includes(day));
  const before = sharesOf(log.spells.filter(({ day }) => daysBefore.includes(day)));
  const shares = sharesOf(spells);
  const episodes = episodesOf(spells);
  const learning = learningOf(answers);
  const jumps = spells.flatMap((spell) => (spell.next === undefined ? [] : [(feltAs(spell.next) - feltAs(spell)) ** 2]));
  const time = sum(spells.map(({ ms }) => ms));
  const longest = Math.max(...shares.map(({ ms }) => ms));
  const effects = effectsOf(interventions, episodes);
  const hours = hoursOf(spells);
  return {
    user_id: (spells[0] as Spell).session.user_id,
    analysis_date: new Date((days[0] as number) * DAY),
    data_source: source,
    emotional_summary: {
      dominant_emotion: (shares.find(({ ms }) => ms === longest) as { emotion: EmotionalState }).emotion,
      emotion_distribution: Object.fromEntries(
        shares.map(({ emotion, percentage, ms, sessions }) => [
          emotion,
          { percentage, total_time_minutes: ms / MINUTE, session_count: sessions },
        ]),
      ),
      emotional_stability_score: jumps.length === 0 ? null : 1 - Math.sqrt(mean(jumps)) / 2,
      overall_emotional_wellness: (1 + sum(spells.map((spell) => spell.ms * feltAs(spell))) / time) / 2,
    },
    learning_correlation_analysis: {
      most_productive_emotions: learning
        .filter(({ lacks }) => lacks === 0)
        .map(({ emotion, effectiveness, rate }) => ({
          emotion,
          learning_effectiveness_score: effectiveness,
          concepts_mastered_rate: rate,
        })),
      problematic_emotional_patterns: EMOTIONAL_STATES.flatMap((emotion) => {
        const lacks = learning.find((row) => row.emotion === emotion)?.lacks ?? null;
        const share = shares.find((row) => row.emotion === emotion);
        const listed = (lacks ?? 0) > 0.05 - 1e-9 || (HINDERING.includes(emotion) && share !== undefined);
        return listed ? [{ emotion, lacks, ms: share?.ms ?? 0 }] : [];
      })
        .sort((a, b) => apart(b.lacks ?? -1, a.lacks ?? -1) || b.ms - a.ms)
        .map(({ emotion, lacks }) => ({
          emotion,
          learning_hindrance_score: lacks,
          common_triggers: triggersOf(spells.filter((spell) => spell.emotion === emotion)),
          recovery_time_minutes: recoveryMinutes(episodes, emotion),
        })),
      optimal_learning_conditions: {
        best_emotional_state_for_new_concepts: bestOf(answers, 'introduction'),
        best_emotional_state_for_practice: bestOf(answers, 'practice'),
        best_emotional_state_for_assessment: bestOf(answers, 'assessment'),
      },
    },
    intervention_effectiveness: {
      interventions_applied: effects.map(({ type, count, success, rating }) => ({
        intervention_type: type,
        application_count: count,
        success_rate: success,
        average_effectiveness_rating: rating,
      })),
      emotional_recovery_patterns: {
        average_recovery_time_minutes: Object.fromEntries(
          EMOTIONAL_STATES.flatMap((emotion) => {
            const minutes = recoveryMinutes(episodes, emotion);
            return minutes === null ? [] : [[emotion, minutes]];
          }),
        ),
        most_effective_recovery_strategies: effects.flatMap(({ type, success, emotions }) =>
          success === null || success === 0 ? [] : [{ strategy: type, success_rate: success, applicable_emotions: emotions }],
        ),
      },
    },
    trends_and_patterns: {
      emotional_trends: before.length === 0 ? [] : trendsOf(before, shares, COMPARISON[source]),
      temporal_patterns: hours,
    },
  };
}

const COMPARISON = {
  daily_aggregation: 'the day beside the 7 days before',
  weekly_summary: 'the week beside the week before',
  monthly_report: 'the month beside the month before',
} as const;

/** 0 where two numbers differ by no more than their making does. */
function apart(a: number, b: number): number {
  return Math.abs(a - b) < 1e-9 ? 0 : a - b;
}

function trendsOf(before: ReturnType<typeof sharesOf>, after: ReturnType<typeof sharesOf>, time_period: string) {
  return EMOTIONAL_STATES.flatMap((emotion) => {
    const was = before.find((row) => row.emotion === emotion)?.percentage;
    const is = after.find((row) => row.emotion === emotion)?.percentage;
    if (was === undefined && is === undefined) return [];
    const points = apart(is ?? 0, was ?? 0);
    const trend_direction =
      Math.abs(points) < 5 - 1e-9 ? ('stable' as const) : points > 0 ? ('increasing' as const) : ('decreasing' as const);
    const grown =
      (was ?? 0) === 0 ? (is === undefined || is === 0 ? 0 : 100) : Math.min(1000, (100 * ((is ?? 0) - (was as number))) / (was as number));
    return [{ emotion, trend_direction, change_percentage: grown, time_period }];
  });
}

function learningOf(answers: readonly Answered[]) {
  const overall = mean(answers.map(({ score }) => score));
  return EMOTIONAL_STATES.flatMap((emotion) => {
    const own = answers.filter((answer) => answer.emotion === emotion);
    if (own.length === 0) return [];
    const effectiveness = (sum(own.map(({ score }) => score)) + 5 * overall) / (own.length + 5);
    const hours = sum(own.map(({ minutes }) => minutes)) / 60;
    const lacking = Math.max(0, apart(overall, effectiveness));
    const mastered = own.filter((answer) => answer.mastered).length;
    return [{ emotion, effectiveness, lacks: lacking === 0 ? 0 : lacking / overall, rate: hours === 0 ? null : mastered / hours }];
  }).sort((a, b) => apart(b.effectiveness, a.effectiveness));
}

function bestOf(answers: readonly Answered[], activity: string): EmotionalState | null {
  const done = answers.filter((answer) => answer.activity === activity);
  const enough = learningOf(done).filter(({ emotion }) => done.filter((answer) => answer.emotion === emotion).length >= 5);
  return enough[0]?.emotion ?? null;
}

function triggersOf(spells: readonly Spell[]): string[] {
  const counts = [...groupBy(spells, ({ trigger }) => trigger)].map(([trigger, own]) => ({ trigger, count: own.length }));
  return counts
    .sort((a, b) => b.count - a.count || (a.trigger < b.trigger ? -1 : 1))
    .slice(0, 10)
    .map(({ trigger }) => trigger);
}

function effectsOf(interventions: NaiveLog['interventions'], episodes: readonly Episode[]) {
  return [...groupBy(interventions, ({ type }) => type)]
    .map(([type, own]) => {
      const judged = own.flatMap(({ at, sitting }) => {
        const during = episodes.find((episode) => episode.sitting === sitting && episode.from <= at && at < episode.to);
        return during === undefined ? [] : [{ emotion: during.emotion, worked: during.recovered && during.to - at <= 10 * MINUTE }];
      });
      const worked = judged.filter((one) => one.worked);
      const ratings = own.flatMap(({ rating }) => rating ?? []);
      return {
        type,
        count: own.length,
        success: judged.length === 0 ? null : worked.length / judged.length,
        rating: ratings.length === 0 ? null : mean(ratings),
        emotions: EMOTIONAL_STATES.filter((state) => worked.some(({ emotion }) => emotion === state)),
      };
    })
    .sort((a, b) => (b.success ?? -1) - (a.success ?? -1) || b.count - a.count || (a.type < b.type ? -1 : 1));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', hour: '2-digit' });
  clocks.set(timeZone, clock);
  return clock;
}

function hoursOf(spells: readonly Spell[]) {
  const hourOf = ({ at, session }: Spell) => clockOf(session.session.timezone).format(new Date(at));
  const meanOf = (some: readonly Spell[]) => sum(some.map((spell) => spell.ms * feltAs(spell))) / sum(some.map(({ ms }) => ms));
  const rows = [...groupBy(spells, hourOf)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([, own]) => own.length >= 5 && sum(own.map(({ ms }) => ms)) > 0)
    .map(([hour, own]) => {
      const hindered = sum(own.filter(({ emotion }) => HINDERING.includes(emotion)).map(({ ms }) => ms));
      return { hour, readings: own.length, valence: meanOf(own), hindered: hindered / sum(own.map(({ ms }) => ms)) };
    });
  const best = rows
    .filter(({ valence }) => apart(valence, meanOf(spells)) > 0)
    .sort((a, b) => apart(b.valence, a.valence))
    .slice(0, 3);
  const worst = rows
    .filter(({ hindered }) => hindered > 0.4 - 1e-9)
    .sort((a, b) => apart(b.hindered, a.hindered))
    .slice(0, 3);
  const span = (hour: string) => `${hour}:00 to ${String((Number(hour) + 1) % 24).padStart(2, '0')}:00`;
  return {
    best_learning_times: best.map(({ hour }) => `${hour}:00`),
    challenging_periods: worst.map(({ hour }) => `${hour}:00`),
    emotional_biorhythm_insights: [
      ...best.map(
        ({ hour, readings, valence }) => `Feels best from ${span(hour)}: mean valence ${valence.toFixed(2)} in ${readings} readings`,
      ),
      ...worst.map(
        ({ hour, readings, hindered }) =>
          `Struggles from ${span(hour)}: ${Math.round(100 * hindered)} % of the time in hindering states in ${readings} readings`,
      ),
    ],
  };
}
