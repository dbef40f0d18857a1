import { describe, expect, it } from 'vitest';
import type { LearningEvent, LearningSession } from '../../src/collections/index.js';
import { foldLog } from '../../src/learner/history.js';
import { fold, type LearnerModels } from '../../src/learner/index.js';
import { at, make, sessionId } from './event-maker.js';
import { models } from './models.js';

interface Setting {
  readonly start?: Parameters<typeof make.started>[3];
  readonly end?: Parameters<typeof make.ended>[3];
  readonly models?: LearnerModels;
}

/** A session of an hour with these events in it. */
function ended(events: readonly LearningEvent[], setting: Setting = {}): LearningSession {
  const log = [make.started(0, 's', 0, setting.start), ...events, make.ended(0, 'z', 60, setting.end)];
  return foldLog(log, setting.models ?? models).sessions.get(sessionId(0)) as LearningSession;
}

/** The same, while it goes on. */
function unended(events: readonly LearningEvent[], setting: Setting = {}): LearningSession {
  const log = [make.started(0, 's', 0, setting.start), ...events];
  return foldLog(log, setting.models ?? models).sessions.get(sessionId(0)) as LearningSession;
}

/** Answers to one concept, `+` for right and `-` for wrong, a minute apart. */
function answers(concept: string, marks: string, topic = 'Equations'): LearningEvent[] {
  return [...marks].map((mark, n) => make.answer(0, `${topic}-${concept}-${n}`, n + 1, { concept, topic, correct: mark === '+' }));
}

const MASTERED = '++++';

describe('the end of a session', () => {
  it('says when it ended and how long the learner studied, in minutes', () => {
    expect(ended([])).toMatchObject({ ended_at: at(60), duration_minutes: 5 });
    expect(ended(answers('Linear equations', '+++'))).toMatchObject({ ended_at: at(60), duration_minutes: 8 });
    const patient = { start: { study_gap_minutes: 30 } };
    expect(ended(answers('Linear equations', '+++'), patient)).toMatchObject({ duration_minutes: 33 });
  });

  it('counts a gap to the day of the answer that ends it, and the last to the day of the last answer', () => {
    const DAY = 24 * 60;
    const session = ended([make.answer(0, 'a', 2), make.answer(0, 'b', 3), make.answer(0, 'c', DAY)].slice(0, 3), {});
    expect(session.study.days).toEqual([
      { day: 20_150, offset_minutes: 0, first_answer_at: at(2), answers: 2, milliseconds: 8 * 60_000 },
      { day: 20_151, offset_minutes: 0, first_answer_at: at(DAY), answers: 1, milliseconds: 5 * 60_000 },
    ]);
  });

  it('that nobody sent is at the last event, and adds no study time', () => {
    const log = [make.started(0, 's', 0), make.answer(0, 'a', 2), { ...make.ended(0, 'z', 60), left_open: true as const }];
    const session = foldLog(log, models).sessions.get(sessionId(0));
    expect(session).toMatchObject({ ended_at: at(2), duration_minutes: 2 });
  });

  it('takes no time back, should a clock say that it ended before it began', () => {
    const session = foldLog([make.started(0, 's', 0)], models).sessions.get(sessionId(0)) as LearningSession;
    expect(fold({ dna: null, session, mastery: null, previous: null }, make.ended(0, 'z', -5), models).session?.duration_minutes).toBe(0);
  });

  it('completes a session without a plan, and measures one with a plan against it', () => {
    const rate = (session: LearningSession) => session.performance_metrics.engagement_indicators.session_completion_rate;
    expect(rate(ended([]))).toBe(1);
    expect(rate(ended(answers('Slope', '+-'), { start: { planned_questions: 8 } }))).toBe(0.25);
    expect(rate(ended(answers('Slope', '+-+'), { start: { planned_questions: 2 } }))).toBe(1);
    expect(rate(ended([], { start: { planned_questions: 2 } }))).toBe(0);
    const open = foldLog([make.started(0, 's', 0), ...answers('Slope', '+')], models).sessions.get(sessionId(0)) as LearningSession;
    expect(rate(open)).toBe(0);
  });

  it('tells an exploring session from a guided one', () => {
    const explored = (session_type: LearningSession['session_context']['session_type']) =>
      ended([], { start: { session_type } }).performance_metrics.engagement_indicators.self_directed_exploration;
    expect(explored('exploration')).toBe(true);
    expect(explored('study')).toBe(false);
  });

  it('keeps what the learner said of it', () => {
    const end = { user_satisfaction_rating: 4, perceived_difficulty_rating: 2, emotional_satisfaction_rating: 5 };
    expect(ended([], { end }).session_outcome).toEqual({
      learning_objectives_met: [],
      areas_needing_more_work: [],
      next_session_recommendations: [],
      ...end,
    });
  });

  it.each([
    // Bayesian knowledge tracing with its defaults says after these answers: .122, .169, .371, .716, .531.
    ['wrong twice', '--', true],
    ['wrong once, which says too little', '-', false],
    ['right, then wrong: half right and known badly', '+-', true],
    ['wrong in the end, but not known badly', '++-', false],
    ['just half right, and not known badly', '-+', false],
    ['right again and again', MASTERED, false],
  ])('finds a gap in what was tried twice and is known badly: %s', (_, marks, isGap) => {
    expect(ended(answers('Slope', marks)).learning_progress.knowledge_gaps_identified).toEqual(isGap ? ['Slope'] : []);
  });

  it('finds a gap where less than half was right, however much is thought to be known', () => {
    const sure = { ...models, knowledge: { ...models.knowledge, params: { prior: 0.7, learn: 0.3, guess: 0.3, slip: 0.3, forget: 0 } } };
    const { learning_progress } = ended(answers('Slope', '--'), { models: sure });
    const { evidence } = unended(answers('Slope', '--'), { models: sure });
    expect(evidence.concepts[0]?.mastery_level).toBeGreaterThan(0.4);
    expect(learning_progress.knowledge_gaps_identified).toEqual(['Slope']);
  });

  it('lists once what is mastered, lost and mastered again, and two concepts of one name each', () => {
    const again = answers('Slope', `${MASTERED}--------${MASTERED}${MASTERED}`);
    const levels = [4, 12, 20].map((count) => unended(again.slice(0, count)).evidence.concepts[0]?.mastery_level ?? 0);
    expect(levels.map((level) => level > models.masteredAbove)).toEqual([true, false, true]);
    expect(ended(again).learning_progress.concepts_mastered).toEqual(['Slope']);
    const twoTopics = [...answers('Slope', MASTERED), ...answers('Slope', MASTERED, 'Graphs')];
    expect(ended(twoTopics).learning_progress.concepts_mastered).toEqual(['Slope', 'Slope']);
  });

  it('never calls a gap what is mastered', () => {
    const { learning_progress, session_outcome } = ended(answers('Slope', `------${MASTERED}`));
    expect(learning_progress.concepts_mastered).toEqual(['Slope']);
    expect(learning_progress.knowledge_gaps_identified).toEqual([]);
    expect(session_outcome.areas_needing_more_work).toEqual([]);
  });

  it('lists what needs more work, the weakest first, by name where it is equal', () => {
    const { session_outcome } = ended([
      ...answers('Zeros', '-'),
      ...answers('Slope', '+'),
      ...answers('Axes', '-'),
      ...answers('Done', MASTERED),
    ]);
    expect(session_outcome.areas_needing_more_work).toEqual(['Axes', 'Zeros', 'Slope']);
    expect(session_outcome.next_session_recommendations).toEqual([
      'Practise Axes (Equations): mastery 17 %',
      'Practise Zeros (Equations): mastery 17 %',
      'Practise Slope (Equations): mastery 78 %',
    ]);
  });

  it('recommends five things at most, and keeps fifty areas, those of the newest concepts', () => {
    const concepts = Array.from({ length: 55 }, (_, n) => `c${String(n).padStart(2, '0')}`);
    const { session_outcome } = ended(concepts.flatMap((concept) => answers(concept, '-')));
    expect(session_outcome.next_session_recommendations).toHaveLength(5);
    expect(session_outcome.areas_needing_more_work).toEqual(concepts.slice(-50));
  });

  it.each([
    ['a concept that it names is mastered', ['Slope'], ['Slope']],
    ['whatever the case', ['understand the SLOPE of a line'], ['understand the SLOPE of a line']],
    ['a concept that it names is not mastered', ['Zeros'], []],
    ['one of the concepts that it names is not', ['Slope and Zeros'], []],
    ['nothing practised is named', ['Integrals'], []],
    ['its topic is mastered throughout', ['Graphs'], ['Graphs']],
    ['its topic is not mastered throughout', ['Equations'], []],
    ['some are, some are not', ['Zeros', 'Slope'], ['Slope']],
  ])('meets an objective or does not: %s', (_, objectives, met) => {
    const events = [...answers('Slope', MASTERED, 'Graphs'), ...answers('Zeros', '--', 'Equations')];
    expect(ended(events, { start: { learning_objectives: objectives } }).session_outcome.learning_objectives_met).toEqual(met);
  });

  it('holds a level that is just the threshold for not mastered', () => {
    const level = unended(answers('Slope', '+')).evidence.concepts[0]?.mastery_level as number;
    const at_threshold = ended(answers('Slope', '+'), { models: { ...models, masteredAbove: level } });
    expect(at_threshold.session_outcome.areas_needing_more_work).toEqual(['Slope']);
    expect(at_threshold.learning_progress.concepts_mastered).toEqual([]);
    expect(
      ended(answers('Slope', '+'), { models: { ...models, masteredAbove: level - 0.001 } }).learning_progress.concepts_mastered,
    ).toEqual(['Slope']);
  });
});

describe('what a session keeps of a concept', () => {
  it('is where it began, where it came to, and the answers between', () => {
    const { evidence, learning_progress } = unended(answers('Slope', '+-++'));
    expect(ended(answers('Slope', '+-++')).evidence.concepts).toEqual([]);
    expect(evidence.concepts).toEqual([
      {
        subject: 'Algebra',
        topic: 'Equations',
        concept: 'Slope',
        attempted: 4,
        correct: 3,
        mastery_before: 0.4,
        mastery_level: expect.closeTo(0.93904, 5),
        mastered_here: true,
      },
    ]);
    expect(learning_progress.mastery_demonstrations).toEqual([
      { concept: 'Slope', evidence: '3 of 4 right in this session', confidence_level: expect.closeTo(0.93904, 5) },
    ]);
  });

  it('is a mastery less when it is lost again', () => {
    expect(ended(answers('Slope', '++')).evidence.concepts_mastered).toBe(1);
    expect(ended(answers('Slope', '++--')).evidence.concepts_mastered).toBe(0);
    expect(ended(answers('Slope', '++--++')).evidence.concepts_mastered).toBe(1);
  });

  it('is a mastery less when it has come down to just the threshold', () => {
    const level = unended(answers('Slope', '++-')).evidence.concepts[0]?.mastery_level as number;
    expect(ended(answers('Slope', '++'), { models: { ...models, masteredAbove: level } }).evidence.concepts_mastered).toBe(1);
    expect(ended(answers('Slope', '++-'), { models: { ...models, masteredAbove: level } }).evidence.concepts_mastered).toBe(0);
  });

  it('is a loss alone where an earlier session had gained it', () => {
    const log = [
      make.started(0, 's0', 0),
      ...answers('Slope', '++'),
      make.started(1, 's1', 100),
      make.answer(1, 'b1', 101, { concept: 'Slope', correct: false }),
      make.answer(1, 'b2', 102, { concept: 'Slope', correct: false }),
    ];
    const { sessions } = foldLog(log, models);
    expect(sessions.get(sessionId(1))?.evidence).toMatchObject({ concepts_mastered: -1, concepts_introduced: 0 });
    expect(sessions.get(sessionId(1))?.learning_progress).toMatchObject({ concepts_introduced: [], concepts_practiced: ['Slope'] });
  });

  it('is a mastery from the first answer on, where the models say so', () => {
    const { evidence, learning_progress } = ended(answers('Slope', '+'), {
      models: { ...models, knowledge: { ...models.knowledge, params: { prior: 0.95, learn: 0.1, guess: 0.2, slip: 0.1, forget: 0 } } },
    });
    expect(evidence.concepts_mastered).toBe(1);
    expect(learning_progress.concepts_mastered).toEqual(['Slope']);
  });

  it('is no loss when the first answer of all leaves a concept below what the models had assumed', () => {
    const { evidence } = ended(answers('Slope', '-'), {
      models: { ...models, knowledge: { ...models.knowledge, params: { prior: 0.85, learn: 0.1, guess: 0.2, slip: 0.1, forget: 0 } } },
    });
    expect(evidence.concepts_mastered).toBe(0);
  });
});
