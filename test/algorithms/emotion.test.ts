import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addEmotionSums,
  affectDynamics,
  bestEmotionFor,
  commonTriggers,
  EMOTIONAL_STATES,
  EMOTIONS,
  type EmotionalState,
  type EmotionMoment,
  emotionalHours,
  emotionalRecovery,
  emotionDistribution,
  emotionFigures,
  emotionRole,
  emotionTrends,
  type FeltAnswer,
  interventionEffects,
  learningByEmotion,
  scoreTrend,
  sumEmotions,
} from '../../src/algorithms/index.js';
import { isHindering } from '../../src/learner/session-emotion.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const felt = (minute: number, emotion: EmotionalState, more: Partial<EmotionMoment> = {}): EmotionMoment => ({
  at: minute * MINUTE,
  emotion,
  ...more,
});

const moment: fc.Arbitrary<EmotionMoment> = fc
  .record({
    minute: fc.integer({ min: 0, max: 200 }),
    emotion: fc.constantFrom(...EMOTIONAL_STATES),
    intensity: fc.double({ min: 0, max: 1, noNaN: true }),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    session: fc.constantFrom('a', 'b'),
  })
  .map(({ minute, ...rest }) => ({ at: minute * MINUTE, ...rest }));
const timeline = fc.array(moment, { maxLength: 40 });

describe('the role of an emotion', () => {
  it('is hindering where the engine says so too, and productive where it is pleasant and awake', () => {
    expect(EMOTIONAL_STATES.filter((state) => emotionRole(state) === 'hindering')).toEqual(EMOTIONAL_STATES.filter(isHindering));
    expect(EMOTIONAL_STATES.filter((state) => emotionRole(state) === 'productive')).toEqual([
      'engaged_concentration',
      'curiosity',
      'delight',
      'enjoyment',
      'hope',
      'pride',
    ]);
  });
});

describe('the distribution of emotions', () => {
  it('lets a state last until the next of its sitting, but not through a silence', () => {
    const { dominant_emotion, emotion_distribution } = emotionDistribution([
      felt(0, 'curiosity', { session: 'a' }),
      felt(6, 'boredom', { session: 'a' }),
      // In the middle of the other sitting, and not of this one.
      felt(8, 'curiosity', { session: 'b' }),
      felt(10, 'hope', { session: 'a' }),
      felt(70, 'hope', { session: 'a' }),
      felt(71, 'anger', { session: 'a', confidence: 0.3 }),
    ]);
    expect(emotion_distribution).toEqual({
      curiosity: { percentage: expect.closeTo((100 * 7) / 13, 10), total_time_minutes: 7, session_count: 2 },
      boredom: { percentage: expect.closeTo((100 * 4) / 13, 10), total_time_minutes: 4, session_count: 1 },
      hope: { percentage: expect.closeTo((100 * 2) / 13, 10), total_time_minutes: 2, session_count: 1 },
    });
    expect(dominant_emotion).toBe('curiosity');
  });

  it('adds up to a hundred, whatever the order of the readings, to the bit', () => {
    fc.assert(
      fc.property(timeline, (moments) => {
        const summary = emotionDistribution(moments);
        const shares = Object.values(summary.emotion_distribution);
        if (shares.length > 0) expect(shares.reduce((sum, { percentage }) => sum + percentage, 0)).toBeCloseTo(100, 8);
        expect(emotionDistribution([...moments].reverse())).toEqual(summary);
      }),
    );
  });
});

describe('affect dynamics', () => {
  it('are the formulas, by hand', () => {
    // Valences .9, −.6, −.6, .5; five minutes each except for the last.
    const moments = (['delight', 'frustration', 'anxiety', 'hope'] as const).map((emotion, at) => felt(5 * at, emotion));
    const values = moments.map(({ emotion }) => EMOTIONS[emotion].valence) as [number, number, number, number];
    const mean = values.reduce((sum, value) => sum + value, 0) / 4;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const [a, b, c, d] = values.map((value) => value - mean) as [number, number, number, number];
    const dynamics = affectDynamics(moments);
    expect(dynamics.variability).toBeCloseTo(Math.sqrt(squares / 3), 12);
    expect(dynamics.instability).toBeCloseTo(Math.sqrt((1.5 ** 2 + 0 + 1.1 ** 2) / 3), 12);
    expect(dynamics.inertia).toBeCloseTo((a * b + b * c + c * d) / 3 / (squares / 4), 12);
    expect(dynamics.mean_valence).toBeCloseTo((5 * 0.9 - 5 * 0.6 - 5 * 0.6 + 0.5) / 16, 12);
    expect(dynamics.emotional_stability_score).toBeCloseTo(1 - Math.sqrt((2.25 + 1.21) / 3) / 2, 12);
    expect(dynamics.overall_emotional_wellness).toBeCloseTo((1 + dynamics.mean_valence!) / 2, 12);
  });

  it('tell many swings from one long low of the same variance', () => {
    const day = (pattern: string) => affectDynamics([...pattern].map((sign, at) => felt(5 * at, sign === '+' ? 'hope' : 'boredom')));
    const [swings, low] = [day('+-+-+-+-'), day('++++----')];
    expect(swings.variability).toBeCloseTo(low.variability!, 12);
    expect(swings.emotional_stability_score).toBeLessThan(low.emotional_stability_score!);
    expect(swings.inertia).toBeLessThan(0);
    expect(low.inertia).toBeGreaterThan(0);
  });

  it('do not take a night for a swing, nor the change from one sitting to another', () => {
    expect(affectDynamics([felt(0, 'delight'), felt(600, 'anger')]).instability).toBeNull();
    expect(affectDynamics([felt(0, 'delight', { session: 'a' }), felt(1, 'anger', { session: 'b' })]).instability).toBeNull();
  });

  it('stay within their scales, and are null where there is nothing to say', () => {
    fc.assert(
      fc.property(timeline, (moments) => {
        const { emotional_stability_score: stability, overall_emotional_wellness: wellness, inertia } = affectDynamics(moments);
        for (const score of [stability, wellness]) if (score !== null) expect(score >= 0 && score <= 1).toBe(true);
        if (inertia !== null) expect(Math.abs(inertia)).toBeLessThanOrEqual(1);
        expect(affectDynamics([...moments].reverse())).toEqual(affectDynamics(moments));
      }),
    );
    expect(Object.values(affectDynamics([]))).toEqual([0, null, null, null, null, null, null]);
  });
});

describe('trends', () => {
  const share = (percentage: number) => ({ percentage, total_time_minutes: 1, session_count: 1 });

  it('go by points of a hundred, and tell percent beside', () => {
    const trends = emotionTrends(
      { boredom: share(20), hope: share(1), pride: share(79) },
      { boredom: share(30), hope: share(2), curiosity: share(68) },
    );
    expect(trends).toEqual([
      { emotion: 'curiosity', trend_direction: 'increasing', change_percentage: 100 },
      { emotion: 'boredom', trend_direction: 'increasing', change_percentage: 50 },
      { emotion: 'hope', trend_direction: 'stable', change_percentage: 100 },
      { emotion: 'pride', trend_direction: 'decreasing', change_percentage: -100 },
    ]);
    expect(emotionTrends({ boredom: share(1e-9) }, { boredom: share(100) })[0]?.change_percentage).toBe(1000);
  });

  it('of a score are those of the line through it, in any order and from any day', () => {
    const line = (slope: number, from = 0) => [0, 3, 1, 2].map((day) => ({ at: (day + from) * DAY, value: 0.5 + slope * day }));
    expect(scoreTrend(line(0.1))).toEqual({
      trend_direction: 'increasing',
      change_percentage: expect.closeTo(60, 9),
      change_a_day: expect.closeTo(0.1, 12),
    });
    expect(scoreTrend(line(-0.1, 20_000))).toMatchObject({ trend_direction: 'decreasing', change_percentage: expect.closeTo(-60, 6) });
    expect(scoreTrend(line(0.01))?.trend_direction).toBe('stable');
    expect(scoreTrend(line(0.01), 2)?.trend_direction).toBe('increasing');
    expect([scoreTrend([]), scoreTrend([{ at: 5, value: 1 }]), scoreTrend([1, 0].map((value) => ({ at: 5, value })))]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('recovery', () => {
  it('goes from the first hindering state to the first that does not hinder', () => {
    const { episodes } = emotionalRecovery([
      felt(0, 'hope'),
      felt(2, 'anxiety'),
      felt(5, 'boredom'),
      felt(9, 'confusion'),
      felt(10, 'anger'),
    ]);
    expect(episodes).toEqual([
      { emotion: 'anxiety', at: 2 * MINUTE, until: 9 * MINUTE, minutes: 7, recovered: true },
      { emotion: 'anger', at: 10 * MINUTE, until: 11 * MINUTE, minutes: 1, recovered: false },
    ]);
  });

  it('counts the time of those who did not recover, for the mean of an exponential that was cut off', () => {
    // Exponential waits of mean 8, each cut off after 10 minutes.
    let state = 42;
    const random = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const moments = Array.from({ length: 4000 }, (_, at) => {
      const wait = -8 * Math.log(random());
      const session = String(at);
      const reads = [0, 5, 10].filter((minute) => minute < wait).map((minute) => felt(minute, 'frustration', { session }));
      return wait < 10 ? [...reads, felt(wait, 'neutral', { session })] : reads;
    }).flat();
    const params = { confidence_threshold: 0, longest_hold_minutes: 20, last_hold_minutes: 1e-9 };
    expect(emotionalRecovery(moments, params).meanMinutes).toBeCloseTo(8, 0);
  });

  it('is unknown where nobody recovered, and ends with its sitting', () => {
    const { average_recovery_time_minutes, meanMinutes, episodes } = emotionalRecovery([
      felt(0, 'anger', { session: 'a' }),
      felt(5, 'hope', { session: 'b' }),
    ]);
    expect([average_recovery_time_minutes, meanMinutes, episodes.length]).toEqual([{}, null, 1]);
  });

  it('adds up to the time in hindering states', () => {
    fc.assert(
      fc.property(timeline, (moments) => {
        const shares = emotionDistribution(moments).emotion_distribution;
        const hindered = EMOTIONAL_STATES.filter(isHindering).reduce((sum, state) => sum + (shares[state]?.total_time_minutes ?? 0), 0);
        const { episodes } = emotionalRecovery(moments);
        expect(episodes.reduce((sum, { minutes }) => sum + minutes, 0)).toBeCloseTo(hindered, 6);
      }),
    );
  });
});

describe('triggers', () => {
  it('are the commonest of a state', () => {
    const moments = ['b', 'a', 'c', 'c'].map((trigger, at) => felt(at, 'anxiety', { trigger }));
    expect(commonTriggers([...moments, felt(9, 'anger', { trigger: 'd' })], 'anxiety')).toEqual(['c', 'a', 'b']);
    expect(commonTriggers(moments, 'anxiety', 1)).toEqual(['c']);
  });
});

describe('learning by emotion', () => {
  const answers = (emotion: EmotionalState, scores: readonly number[], more: Partial<FeltAnswer> = {}): FeltAnswer[] =>
    scores.map((score) => ({ emotion, score, ...more }));

  it('trusts many answers and doubts few', () => {
    const rows = learningByEmotion([
      ...answers('hope', [1]),
      ...answers('curiosity', Array(50).fill(1)),
      ...answers('boredom', Array(49).fill(0)),
    ]);
    expect(rows.map(({ emotion }) => emotion)).toEqual(['curiosity', 'hope', 'boredom']);
    expect(rows[1]?.learning_effectiveness_score).toBeCloseTo((1 + 5 * 0.51) / 6, 12);
    expect(rows[2]?.learning_hindrance_score).toBeCloseTo((0.51 - (5 * 0.51) / 54) / 0.51, 12);
    expect(learningByEmotion([])).toEqual([]);
  });

  it('counts concepts mastered by the hour', () => {
    const [row] = learningByEmotion([
      ...answers('hope', [1, 1, 0], { minutes: 10, mastered: true }),
      ...answers('hope', [0], { minutes: 10 }),
    ]);
    expect(row?.concepts_mastered_rate).toBeCloseTo(4.5, 12);
  });

  it('names the best state of an activity, with enough answers behind it', () => {
    const all = [
      ...answers('hope', [1, 1, 1, 1], { activity: 'practice' }),
      ...answers('neutral', [1, 1, 1, 0, 1], { activity: 'practice' }),
      ...answers('anger', [0, 0, 1, 0, 1], { activity: 'practice' }),
    ];
    expect(bestEmotionFor(all, 'practice')).toBe('neutral');
  });
});

describe('interventions', () => {
  it('succeed when the learner recovers in time, and are judged only while learning is held back', () => {
    const moments = [felt(0, 'frustration'), felt(6, 'hope'), felt(12, 'boredom'), felt(30, 'boredom'), felt(48, 'neutral')];
    const step = (minute: number, intervention_type: string, effectiveness_rating?: number) => ({
      at: minute * MINUTE,
      intervention_type,
      effectiveness_rating,
    });
    expect(interventionEffects([step(1, 'hint', 4), step(8, 'hint', 2), step(13, 'break'), step(40, 'hint')], moments)).toEqual([
      {
        intervention_type: 'hint',
        application_count: 3,
        judged: 2,
        success_rate: 1,
        average_effectiveness_rating: 3,
        applicable_emotions: ['frustration', 'boredom'],
      },
      {
        intervention_type: 'break',
        application_count: 1,
        judged: 1,
        success_rate: 0,
        average_effectiveness_rating: null,
        applicable_emotions: [],
      },
    ]);
  });
});

describe('hours', () => {
  it('are those of the learner’s clock, on either side of a clock change', () => {
    const at = (text: string) => [0, 1, 2].map((minute) => felt(Date.parse(text) / MINUTE + minute, 'hope'));
    const { hours } = emotionalHours([...at('2025-03-29T08:00Z'), ...at('2025-03-30T07:00Z')], 'Europe/Zurich');
    expect(hours.map(({ hour, readings }) => [hour, readings])).toEqual([[9, 6]]);
  });
});

describe('sums', () => {
  const answer: fc.Arbitrary<FeltAnswer> = fc.record({
    emotion: fc.constantFrom(...EMOTIONAL_STATES.slice(0, 4)),
    score: fc.constantFrom(0, 0.1, 0.5, 1),
    activity: fc.constantFrom('practice', 'assessment'),
    mastered: fc.boolean(),
    minutes: fc.constantFrom(0, 0.1, 2),
  });
  const step = fc.record({
    at: fc.integer({ min: 0, max: 200 }).map((minute) => minute * MINUTE),
    intervention_type: fc.constantFrom('hint', 'break', 'constructor'),
    session: fc.constantFrom('a', 'b'),
    effectiveness_rating: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  });
  const triggered = fc.array(
    fc.tuple(moment, fc.option(fc.constantFrom('exam', 'time'), { nil: undefined })).map(([one, trigger]) => ({ ...one, trigger })),
    { maxLength: 40 },
  );

  it('of two sittings, added, give the figures that both give together', () => {
    fc.assert(
      fc.property(triggered, fc.array(answer), fc.array(step), (moments, answers, interventions) => {
        const of = (session?: string) =>
          sumEmotions({
            timeline: moments.filter((one) => session === undefined || one.session === session),
            answers: answers.filter((_, at) => session === undefined || (at % 2 === 0) === (session === 'a')),
            interventions: interventions.filter((one) => session === undefined || one.session === session),
            zone: 'Europe/Zurich',
          });
        // Where two states do as well, the last digit decides which comes first.
        const byName = (figures: ReturnType<typeof emotionFigures>) => ({
          ...figures,
          learning: [...figures.learning].sort((a, b) => (a.emotion < b.emotion ? -1 : 1)),
        });
        const { hours, ...together } = byName(emotionFigures(of()));
        const apart = byName(emotionFigures(addEmotionSums([of('a'), of('b')])));
        expect(close({ ...apart, hours: undefined })).toEqual(close({ ...together, hours: undefined }));
        expect(addEmotionSums([of('b'), of('a')]).states.map(({ emotion }) => emotion)).toEqual(of().states.map(({ emotion }) => emotion));
        expect(close(apart.hours.hours)).toEqual(close(hours.hours));

        // And those are what each function works out by itself.
        expect(close(together.emotion_distribution)).toEqual(close(emotionDistribution(moments).emotion_distribution));
        const { emotional_stability_score, overall_emotional_wellness } = affectDynamics(moments);
        expect(close([together.emotional_stability_score, together.overall_emotional_wellness])).toEqual(
          close([emotional_stability_score, overall_emotional_wellness]),
        );
        expect(close(emotionFigures(of()).learning)).toEqual(close(learningByEmotion(answers)));
        expect(close(together.effects)).toEqual(close(interventionEffects(interventions, moments)));
        expect(close(together.average_recovery_time_minutes)).toEqual(close(emotionalRecovery(moments).average_recovery_time_minutes));
      }),
    );
  });

  it('of nothing are nothing, and change nothing', () => {
    const nothing = addEmotionSums([]);
    expect(emotionFigures(nothing)).toMatchObject({ dominant_emotion: null, overall_emotional_wellness: null, learning: [], effects: [] });
    const some = sumEmotions({ timeline: [felt(0, 'hope')], answers: [], interventions: [], zone: 'UTC' });
    expect(addEmotionSums([some, nothing])).toEqual(some);
  });

  it('do not call a state hindering for what rounding leaves', () => {
    const answers = [0.1, 0.1, 0.1].map((score) => ({ emotion: 'hope' as const, score }));
    expect(learningByEmotion(answers)[0]?.learning_hindrance_score).toBe(0);
  });

  /** Rounded where sums in another order differ. */
  function close(value: unknown): unknown {
    return JSON.parse(
      JSON.stringify(value, (_, part: unknown) =>
        typeof part === 'number' ? Number(part.toFixed(8)) + 0 : part instanceof Map ? [...part].sort() : part,
      ) ?? 'null',
    );
  }
});
