import fc from 'fast-check';
import { EMOTIONAL_STATES, type Grade, judgeAnswer } from '../../src/algorithms/index.js';
import { ACTIVITY_TYPES, INTERACTION_TYPES, LEARNING_STYLES, type LearningEvent, SESSION_TYPES } from '../../src/collections/index.js';
import { type Answer, make } from './event-maker.js';

const tenths = (max: number) => fc.nat(max * 10).map((n) => n / 10);
const share = fc.nat(20).map((n) => n / 20);
const few = <T>(values: readonly T[], maxLength: number) => fc.subarray([...values], { maxLength });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

/** Few states, so that each comes up often: two that hinder, two that do not, one of either kind that is weak. */
const emotion = fc.constantFrom(...EMOTIONAL_STATES, 'frustration', 'engaged_concentration', 'neutral', 'boredom', 'confusion');

const subjects = ['Algebra', 'History'] as const;

/** An object without the fields that are undefined, as the engine stores it. */
function sparse<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

const startBody = fc
  .record({
    session_type: fc.constantFrom(...SESSION_TYPES),
    subject: fc.constantFrom(...subjects),
    topics: few(['Equations', 'Graphs'], 2),
    learning_objectives: few(['Linear equations', 'Slope', 'solve anything'], 3),
    initial_difficulty_level: share,
    device_type: fc.constantFrom('mobile' as const, 'tablet' as const, 'desktop' as const),
    platform: fc.constantFrom('web' as const, 'ios' as const, 'android' as const),
    timezone: fc.constantFrom('UTC', 'Europe/Zurich', 'Asia/Kathmandu', 'America/New_York'),
    day_rollover_hour: fc.constantFrom(0, 4),
    planned_questions: maybe(fc.integer({ min: 1, max: 12 })),
    initial_emotional_state: maybe(emotion),
  })
  .map(sparse);

const answerBody = fc
  .record({
    topic: fc.constantFrom('Equations', 'Graphs'),
    concept: fc.constantFrom('Linear equations', 'Slope', 'Zeros'),
    correct: fc.oneof({ arbitrary: fc.constant(true), weight: 2 }, { arbitrary: fc.constant(false), weight: 1 }),
    points: share,
    recall: fc.nat(2),
    hints_used: maybe(fc.nat(3)),
    attempts: maybe(fc.integer({ min: 1, max: 3 })),
    confidence: maybe(share),
    response_time_seconds: tenths(200),
    difficulty_level: maybe(share),
    activity_type: maybe(fc.constantFrom(...ACTIVITY_TYPES)),
    emotional_state: maybe(emotion),
    strategy: maybe(fc.constantFrom('worked example', 'hints', 'constructor')),
    learning_style: maybe(fc.constantFrom(...LEARNING_STYLES)),
  })
  .map(({ points, recall, ...fields }) => {
    const answer = sparse(fields);
    const score = answer.correct ? 0.5 + points / 2 : points * 0.75;
    const { credit, ...judged } = judgeAnswer({ ...answer, score, grade: (answer.correct ? 3 + recall : recall) as Grade });
    return { ...answer, ...judged };
  });

const interactionBody = fc
  .record({
    interaction_type: fc.constantFrom(...INTERACTION_TYPES),
    user_input: maybe(fc.constantFrom('', 'why?')),
    ai_response: maybe(
      fc.record({
        text: fc.constantFrom('', 'because'),
        provider_used: fc.constantFrom('groq', 'my.own', '$model', 'constructor'),
        response_time_ms: fc.nat(3000),
        tokens_used: fc.nat(500),
        cost_usd: fc.nat(100).map((n) => n / 1000),
      }),
    ),
    cache_hit: maybe(fc.boolean()),
    quality_score: maybe(share),
    follow_up: maybe(fc.boolean()),
    emotional_context: maybe(
      fc.record({
        detected_emotion: emotion,
        confidence: share,
        emotional_intensity: share,
        adaptation_applied: few(['slower', 'praise'], 2),
      }),
    ),
    personalization_applied: maybe(
      fc.record({ difficulty_adjustment: share, explanation_style: fc.constant('concise'), content_modifications: few(['shorter'], 1) }),
    ),
  })
  .map(sparse);

const emotionBody = fc
  .record({ emotion, intensity: share, confidence: share, trigger: maybe(fc.constantFrom('exam', 'error', 'time')) })
  .map(sparse);

type Step =
  | { readonly kind: 'answer'; readonly body: Omit<Answer, 'subject'>; readonly elsewhere: boolean }
  | { readonly kind: 'interaction'; readonly body: Parameters<typeof make.interaction>[3] }
  | { readonly kind: 'emotion'; readonly body: typeof emotionBody extends fc.Arbitrary<infer T> ? T : never }
  | { readonly kind: 'intervention'; readonly type: string }
  | { readonly kind: 'rated'; readonly which: number; readonly rating: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('answer' as const), body: answerBody, elsewhere: fc.nat(9).map((n) => n === 0) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('interaction' as const), body: interactionBody }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('emotion' as const), body: emotionBody }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('intervention' as const), type: fc.constantFrom('hint', 'break', 'praise') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rated' as const), which: fc.nat(5), rating: fc.integer({ min: 1, max: 5 }) }) },
);

/** Minutes of a session in which its steps fall; few of them, so that many events share an instant. */
const LENGTH = 40;

const stars = maybe(fc.integer({ min: 1, max: 5 }));

function session(number: number, spanMinutes: number, steps: { readonly minLength: number; readonly maxLength: number }) {
  return fc
    .record({
      startsAt: fc.nat(spanMinutes),
      start: startBody,
      steps: fc.array(fc.record({ minute: fc.nat(LENGTH), id: fc.nat(999), step }), { ...steps, size: 'max' }),
      end: fc.option(
        fc
          .record({ user_satisfaction_rating: stars, perceived_difficulty_rating: stars, emotional_satisfaction_rating: stars })
          .map(sparse),
      ),
      endsAfter: fc.nat(20),
    })
    .map((plan) => eventsOf(number, plan));
}

interface Plan {
  readonly startsAt: number;
  readonly start: Parameters<typeof make.started>[3];
  readonly steps: readonly { readonly minute: number; readonly id: number; readonly step: Step }[];
  readonly end: Parameters<typeof make.ended>[3] | null;
  readonly endsAfter: number;
}

function eventsOf(number: number, plan: Plan): LearningEvent[] {
  const subject = plan.start?.subject ?? subjects[0];
  const events: LearningEvent[] = [make.started(number, `z-start-${number}`, plan.startsAt, plan.start)];
  // An intervention is rated after it was applied, or in the same instant: never before.
  const applied: { id: string; minute: number }[] = [];
  plan.steps.forEach(({ minute, id: start, step: one }, index) => {
    const id = `${start}-${number}-${index}`;
    const minutes = plan.startsAt + minute;
    if (one.kind === 'answer') {
      // A question of another subject than the session's, as an exploring learner may meet.
      const elsewhere = one.elsewhere ? { subject: `not ${subject}`, topic: `not ${one.body.topic}` } : { subject };
      events.push({ ...make.answer(number, id, minutes), answer: { ...one.body, ...elsewhere } });
    } else if (one.kind === 'interaction') events.push(make.interaction(number, id, minutes, one.body));
    else if (one.kind === 'emotion') events.push(make.emotion(number, id, minutes, one.body.emotion, one.body));
    else if (one.kind === 'intervention') {
      applied.push({ id, minute: minutes });
      events.push(make.intervention(number, id, minutes, one.type));
    } else {
      const target = applied[one.which % Math.max(1, applied.length)];
      if (target !== undefined) events.push(make.rated(number, id, Math.max(minutes, target.minute), target.id, one.rating));
    }
  });
  if (plan.end !== null) events.push(make.ended(number, `0-end-${number}`, plan.startsAt + LENGTH + plan.endsAfter, plan.end));
  return events;
}

/** A learner's whole log, in no order: some sessions one inside the other, most of them ended, several events in one instant. */
export const randomHistory: fc.Arbitrary<readonly LearningEvent[]> = history(4, 3 * 24 * 60, { minLength: 0, maxLength: 25 });

/** A log whose one session passes every bound of what its lists keep. */
export const longHistory: fc.Arbitrary<readonly LearningEvent[]> = history(1, 60, { minLength: 500, maxLength: 600 });

function history(
  sessions: number,
  spanMinutes: number,
  steps: { readonly minLength: number; readonly maxLength: number },
): fc.Arbitrary<readonly LearningEvent[]> {
  return fc
    .tuple(
      fc.nat(9).map((n) => (n === 0 ? [] : [make.created()])),
      fc
        .integer({ min: 1, max: sessions })
        .chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => session(n, spanMinutes, steps)))),
    )
    .map(([created, all]): LearningEvent[] => structuredClone([...created, ...all.flat()]))
    .chain((events) => fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }));
}
