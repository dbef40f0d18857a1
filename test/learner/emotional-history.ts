import fc from 'fast-check';
import { EMOTIONAL_STATES } from '../../src/algorithms/index.js';
import { ACTIVITY_TYPES, type LearningEvent, SESSION_TYPES } from '../../src/collections/index.js';
import { make } from './event-maker.js';

const MINUTE = 60_000;

/** Places and times at which days are other than days: clocks that go forward and back, offsets of half hours, a date that was left out. */
const TURNS = [
  ['Europe/Zurich', '2025-03-30T01:00Z'],
  ['Europe/Zurich', '2025-10-26T01:00Z'],
  ['America/New_York', '2025-03-09T07:00Z'],
  ['America/New_York', '2025-11-02T06:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00Z'],
  ['America/Havana', '2025-11-02T05:00Z'],
  ['Australia/Lord_Howe', '2025-04-05T15:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z'],
  ['Asia/Kathmandu', '2025-01-01T00:00Z'],
] as const;

const share = fc.nat(20).map((n) => n / 20);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const emotion = fc.constantFrom(...EMOTIONAL_STATES, 'frustration', 'frustration', 'hope', 'boredom', 'engaged_concentration');

type Step = (session: number, id: string, minute: number) => LearningEvent;

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        emotion,
        intensity: share,
        confidence: share.map((n) => Math.max(n, 0.4)),
        trigger: maybe(fc.constantFrom('exam', 'error', 'constructor')),
      })
      .map(
        (body): Step =>
          (session, id, minute) =>
            make.emotion(session, id, minute, body.emotion, defined(body)),
      ),
  },
  {
    weight: 5,
    arbitrary: fc
      .record({
        score: share,
        emotional_state: maybe(emotion),
        activity_type: maybe(fc.constantFrom(...ACTIVITY_TYPES)),
        response_time_seconds: fc.nat(90),
        newly_mastered: fc.boolean(),
        met: fc.boolean(),
      })
      .map(
        ({ newly_mastered, met, ...body }): Step =>
          (session, id, minute) => {
            const answer = make.answer(session, id, minute, defined(body));
            const { next_review_date, ...before } = answer.provenance.before;
            return {
              ...answer,
              provenance: {
                ...answer.provenance,
                newly_mastered,
                before: { ...before, ...(met && { next_review_date: answer.occurred_at }) },
              },
            };
          },
      ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ detected_emotion: emotion, confidence: share, emotional_intensity: share }).map(
      (felt): Step =>
        (session, id, minute) =>
          make.interaction(session, id, minute, { emotional_context: { ...felt, adaptation_applied: [] } }),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Step>((session, id, minute) => make.interaction(session, id, minute)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('hint', 'break').map(
      (type): Step =>
        (session, id, minute) =>
          make.intervention(session, id, minute, type),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Step>((session, id, minute) => {
      const { end, ...event } = make.ended(session, id, minute);
      return { ...event, type: 'consent_withdrawn' };
    }),
  },
);

/** An object without the fields that are undefined, as the engine stores it. */
function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** A learner's log of some days around such a time, in no order: sittings that cross the turn of a day, readings of one instant, ratings that come late. */
export const emotionalHistory: fc.Arbitrary<readonly LearningEvent[]> = fc.constantFrom(...TURNS).chain(([zone, turn]) =>
  fc
    .uniqueArray(
      fc.record({
        startsAt: fc.integer({ min: -9 * 24 * 60, max: 3 * 24 * 60 }),
        // Mostly short, so that there are silences; sometimes over the turn of a day.
        length: fc.oneof({ weight: 3, arbitrary: fc.constant(60) }, { weight: 1, arbitrary: fc.constant(20 * 60) }),
        start: fc.record({
          timezone: fc.oneof(
            { weight: 4, arbitrary: fc.constant(zone) },
            { weight: 1, arbitrary: fc.constantFrom('UTC', 'Pacific/Kiritimati') },
          ),
          day_rollover_hour: fc.constantFrom(0, 4),
          session_type: fc.constantFrom(...SESSION_TYPES),
          initial_emotional_state: maybe(emotion),
        }),
        steps: fc.array(
          fc.record({
            place: fc.nat(60),
            id: fc.nat(999),
            step,
            rating: maybe(fc.record({ after: fc.nat(900), stars: fc.integer({ min: 1, max: 5 }) })),
          }),
          {
            maxLength: 25,
            size: 'max',
          },
        ),
      }),
      { minLength: 1, maxLength: 6, selector: ({ startsAt }) => startsAt },
    )
    .map((sessions) => sessions.flatMap((plan, number) => eventsOf(number, plan, Date.parse(turn))))
    .chain((events) => fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length })),
);

interface Plan {
  readonly startsAt: number;
  readonly length: number;
  readonly start: Parameters<typeof make.started>[3];
  readonly steps: readonly { place: number; id: number; step: Step; rating: { after: number; stars: number } | undefined }[];
}

function eventsOf(number: number, { startsAt, length, start, steps }: Plan, around: number): LearningEvent[] {
  const events: LearningEvent[] = [make.started(number, `z-start-${number}`, startsAt, defined(start ?? {}))];
  steps.forEach(({ place, id: prefix, step: make1, rating }, index) => {
    const minute = startsAt + Math.round((place * length) / 60);
    const id = `${prefix}-${number}-${index}`;
    const event = make1(number, id, minute);
    events.push(event);
    if (event.type === 'intervention' && rating !== undefined)
      events.push(make.rated(number, `${id}-r`, minute + rating.after, id, rating.stars));
  });
  const shift = around - make.created('x', 0).occurred_at.getTime();
  const moved = (at: Date) => new Date(Math.floor((at.getTime() + shift) / MINUTE) * MINUTE);
  return events.map((event) => ({ ...event, occurred_at: moved(event.occurred_at), recorded_at: moved(event.recorded_at) }));
}
