import { describe, expect, it } from 'vitest';
import { EMOTIONAL_STATES, EMOTIONS, type EmotionalState } from '../../src/algorithms/index.js';
import { type LearningEvent, type LearningSession, learningSessions } from '../../src/collections/index.js';
import { foldLog } from '../../src/learner/history.js';
import { isHindering } from '../../src/learner/session-emotion.js';
import { at, make, sessionId } from './event-maker.js';
import { models } from './models.js';

/** The one session of a log that starts with it. */
function sessionOf(events: readonly LearningEvent[], start: Parameters<typeof make.started>[3] = {}): LearningSession {
  return foldLog([make.started(0, 's', 0, start), ...events], models).sessions.get(sessionId(0)) as LearningSession;
}

const feelings = (...states: readonly EmotionalState[]) => states.map((state, n) => make.emotion(0, `e${n}`, n + 1, state));

describe('an emotion', () => {
  it('hinders when it is unpleasant, except for confusion, which goes with learning', () => {
    expect(EMOTIONAL_STATES.filter(isHindering)).toEqual(['frustration', 'boredom', 'anxiety', 'shame', 'hopelessness', 'anger']);
    expect(EMOTIONS.confusion.valence).toBeLessThan(0);
  });

  it.each([
    ['nothing', [], 0, 0],
    ['well', ['curiosity', 'delight'], 0, 0],
    ['well to bad', ['curiosity', 'frustration'], 1, 0],
    ['bad at once', ['anger'], 1, 0],
    ['bad to worse', ['boredom', 'frustration', 'hopelessness'], 1, 0],
    ['bad to well', ['frustration', 'relief'], 1, 1],
    ['bad to confused', ['frustration', 'confusion'], 1, 1],
    ['up and down', ['hope', 'anxiety', 'hope', 'shame', 'pride', 'anger'], 3, 2],
  ] as const)('is a setback when it comes up and a recovery when it gives way: %s', (_, states, setbacks, recoveries) => {
    expect(sessionOf(feelings(...states)).evidence).toMatchObject({ setbacks, recoveries });
  });

  it('that the session began with is felt from the start', () => {
    const { evidence, emotional_journey } = sessionOf(feelings('relief'), { initial_emotional_state: 'anxiety' });
    expect(emotional_journey.initial_emotional_state).toBe('anxiety');
    expect(evidence).toMatchObject({ recoveries: 1, emotion_readings: 1, current_emotion: { emotion: 'relief' } });
    const quiet = sessionOf([make.answer(0, 'a', 1), make.ended(0, 'z', 2)], { initial_emotional_state: 'anxiety' });
    expect(quiet.emotional_journey).toMatchObject({ final_emotional_state: 'anxiety', emotional_states_timeline: [] });
    expect(quiet.evidence.emotions).toEqual({ anxiety: { answers: 1, score_sum: 1 } });
    expect(quiet.evidence.current_emotion).toEqual({ emotion: 'anxiety', confidence: 1, at: at(0) });
  });

  it('counts from the threshold of confidence on, and changes nothing below it', () => {
    const before = sessionOf([]);
    const unsure = sessionOf([make.emotion(0, 'e', 1, 'anger', { confidence: 0.499, trigger: 'exam' })]);
    expect({ ...unsure, last_event: before.last_event, revision: before.revision }).toEqual(before);
    expect(sessionOf([make.emotion(0, 'e', 1, 'anger', { confidence: 0.5 })]).evidence.emotion_readings).toBe(1);
  });

  it('of an interaction counts like any other, without a trigger', () => {
    const felt = { detected_emotion: 'boredom' as const, confidence: 0.5, emotional_intensity: 0.25, adaptation_applied: ['slower'] };
    const { emotional_journey, evidence } = sessionOf([make.interaction(0, 'i', 3, { emotional_context: felt })]);
    expect(emotional_journey.emotional_states_timeline).toEqual([{ timestamp: at(3), emotion: 'boredom', intensity: 0.25 }]);
    expect(evidence).toMatchObject({ setbacks: 1, current_emotion: { emotion: 'boredom', confidence: 0.5, at: at(3) } });
  });

  it('with a trigger names it once, and only when it hinders', () => {
    const reading = (id: string, emotion: EmotionalState, trigger: string) => make.emotion(0, id, 1, emotion, { trigger });
    const { evidence, emotional_journey } = sessionOf([
      reading('1', 'anxiety', 'exam'),
      reading('2', 'anger', 'exam'),
      reading('3', 'delight', 'praise'),
      reading('4', 'confusion', 'jargon'),
      reading('5', 'boredom', 'repetition'),
    ]);
    expect(evidence.triggers).toEqual(['exam', 'repetition']);
    expect(emotional_journey.emotional_states_timeline.map(({ trigger }) => trigger)).toEqual([
      'exam',
      'exam',
      'praise',
      'jargon',
      'repetition',
    ]);
  });

  it('keeps the newest twenty triggers', () => {
    const { evidence } = sessionOf(Array.from({ length: 23 }, (_, n) => make.emotion(0, `${n}`, n, 'anger', { trigger: `t${n}` })));
    expect(evidence.triggers).toEqual(Array.from({ length: 20 }, (_, n) => `t${n + 3}`));
  });
});

describe('the emotional health of a session', () => {
  it('is one half where nothing is known', () => {
    expect(sessionOf([]).emotional_journey.overall_emotional_health_score).toBe(0.5);
  });

  it('is the mean of valence times intensity, brought to 0 to 1', () => {
    const { emotional_journey } = sessionOf([
      make.emotion(0, '1', 1, 'frustration', { intensity: 1 }),
      make.emotion(0, '2', 2, 'delight', { intensity: 0.5 }),
    ]);
    // (-0.6 · 1 + 0.9 · 0.5) / 2 = -0.075
    expect(emotional_journey.overall_emotional_health_score).toBeCloseTo((1 - 0.075) / 2, 12);
  });

  it('lies from 0 to 1 at either end', () => {
    for (const state of EMOTIONAL_STATES) {
      const readings = [1, 2, 3].map((n) => make.emotion(0, `${n}`, n, state, { intensity: 1, confidence: 1 }));
      const score = sessionOf(readings).emotional_journey.overall_emotional_health_score;
      expect(score).toBeCloseTo((1 + EMOTIONS[state].valence) / 2, 12);
    }
  });
});

describe('a session’s lists', () => {
  it('keep their newest entries, each as many as declared', () => {
    const many = Array.from({ length: 130 }, (_, n) => n);
    const id = (n: number) => String(n).padStart(3, '0');
    const session = sessionOf([
      ...many.map((n) => make.emotion(0, `e${id(n)}`, n, n % 2 === 0 ? 'hope' : 'pride', { intensity: n / 130 })),
      ...many.map((n) => make.intervention(0, `v${id(n)}`, n)),
      ...many.map((n) => make.interaction(0, `i${id(n)}`, n, aiAnswer(n / 130))),
      ...many.map((n) => make.answer(0, `a${id(n)}`, n, { concept: `c${id(n)}`, difficulty_level: n / 130 })),
    ]);
    const last = (path: keyof typeof learningSessions.capped) => many.slice(-(learningSessions.capped[path] as number));
    const { emotional_journey, interactions, performance_metrics, ai_usage_analytics, learning_progress, evidence } = session;
    expect(emotional_journey.emotional_states_timeline.map(({ intensity }) => intensity)).toEqual(
      last('emotional_journey.emotional_states_timeline').map((n) => n / 130),
    );
    expect(emotional_journey.interventions_applied.map(({ intervention_id }) => intervention_id)).toEqual(
      last('emotional_journey.interventions_applied').map((n) => `v${id(n)}`),
    );
    expect(interactions.map(({ interaction_id }) => interaction_id)).toEqual(last('interactions').map((n) => `i${id(n)}`));
    expect(performance_metrics.difficulty_progression.map(({ difficulty_level }) => difficulty_level)).toEqual(
      last('performance_metrics.difficulty_progression').map((n) => n / 130),
    );
    expect(ai_usage_analytics.quality_scores).toEqual(last('ai_usage_analytics.quality_scores').map((n) => n / 130));
    for (const list of ['concepts_introduced', 'concepts_practiced'] as const) {
      expect(learning_progress[list]).toEqual(last(`learning_progress.${list}`).map((n) => `c${id(n)}`));
    }
    expect(evidence.concepts.map(({ concept }) => concept)).toEqual(last('learning_progress.concepts_practiced').map((n) => `c${id(n)}`));
    // What is counted is counted to the end.
    expect(evidence).toMatchObject({ concepts_introduced: 130, emotion_readings: 130 });
    expect(ai_usage_analytics.total_ai_queries).toBe(130);
  });

  it('keep the last rating of an intervention, and leave the others alone', () => {
    const { emotional_journey } = sessionOf([
      make.intervention(0, 'one', 1, 'hint', 'stuck'),
      make.intervention(0, 'two', 2, 'break', 'tired'),
      make.rated(0, 'r1', 3, 'two', 2),
      make.rated(0, 'r2', 4, 'two', 5),
      make.rated(0, 'r3', 5, 'unknown', 1),
    ]);
    expect(emotional_journey.interventions_applied).toEqual([
      { intervention_id: 'one', timestamp: at(1), intervention_type: 'hint', reason: 'stuck' },
      { intervention_id: 'two', timestamp: at(2), intervention_type: 'break', reason: 'tired', effectiveness_rating: 5 },
    ]);
  });
});

function aiAnswer(quality: number) {
  return {
    ai_response: { text: 'because', provider_used: 'groq' as const, response_time_ms: 100, tokens_used: 10, cost_usd: 0.001 },
    quality_score: quality,
  };
}
