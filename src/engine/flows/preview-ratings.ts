import type { z } from 'zod';
import type { Rating } from '../../algorithms/index.js';
import { type ConceptId, conceptId } from '../../collections/index.js';
import type { IncomingAnswer, IncomingEvent, Provenance } from '../../learner/index.js';
import { type CallControl, inputSchema, readWithRetry, requireOpenAccount, withModelSnapshot } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { answerEvent, type NewAnswer } from '../recording/answer-event.js';
import { occurredAt } from '../recording/event-input.js';
import { findSession } from '../recording/find-session.js';
import { foldLoaded } from '../recording/fold-loaded.js';
import { isNewest, isStale } from '../recording/freshness.js';
import { loadAffected } from '../recording/load-affected.js';
import { rebuildWith } from '../recording/rebuild.js';
import { refuseOutsideSession } from '../recording/session-bounds.js';
import { behindChange, inSessionTime } from '../recording/time-in-session.js';

const NAMES = { 1: 'again', 2: 'hard', 3: 'good', 4: 'easy' } as const satisfies { readonly [R in Rating]: string };
const RATINGS = [1, 2, 3, 4] as const satisfies readonly Rating[];

/** The effect of one of the four ratings on a concept. */
export interface RatingPreview {
  readonly rating: Rating;
  readonly name: (typeof NAMES)[Rating];
  /** False for `again`, true for the other ratings: pass it to `recordAnswer` with the rating. */
  readonly correct: boolean;
  /** Days to the next review, 0 to 36,500. */
  readonly repetition_interval_days: number;
  readonly next_review_date: Date;
  readonly mastery_level: number;
  readonly newly_mastered: boolean;
}

/** The effect of an answer on a concept, by rating. */
export interface RatingsPreview extends ConceptId {
  /** The instant of the preview. An answer with this `occurred_at` and one of the ratings gives exactly the previewed result. */
  readonly occurred_at: Date;
  /** The predicted probability of a right answer, 0 to 1. */
  readonly predicted: number;
  /** The probability that the concept is still remembered, 0 to 1; 1 for a concept that was never practised. */
  readonly retention: number;
  /** In the order 1 to 4: again, hard, good, easy. */
  readonly ratings: readonly RatingPreview[];
}

/** An answer that is never stored: no event can have this id. */
const PREVIEW = 'preview/answer';

const previewRatingsInput = inputSchema(
  'PreviewRatingsInput',
  {
    ...conceptId.shape,
    session_id: fields.sessionId.optional(),
    occurred_at: occurredAt,
  },
  {
    subject: 'The subject of the concept.',
    topic: 'The topic of the concept.',
    concept: 'The concept.',
    session_id: 'The session of the answer; the session that an answer without a `session_id` would join if not given.',
    occurred_at: "The time of the answer; the engine's clock if not given.",
  },
);

export const previewRatings = learnerVerb({
  name: 'previewRatings',
  action: 'read',
  account: 'readable',
  ownCheck: true,
  kind: 'read',
  input: previewRatingsInput,
  summary: 'Computes what each of the four ratings would do to a concept; nothing is stored.',
  details:
    "`recordAnswer` with the preview's `occurred_at` and one of its ratings, without hints, gives exactly the same result. With `fuzz` of `fsrs`, the random number depends on the instant: an answer at another instant may be due about a day earlier or later.",
  result: 'The predicted probability of a right answer, the retention, and for each rating the interval, the next review and the mastery.',
  errors: {
    not_found: 'a learner without an account',
    access_denied: 'a deleted account',
    outside_session: 'an instant outside its session',
  },
  example: `const { ratings } = await learner.previewRatings({ subject: 'French', topic: 'Food', concept: 'pomme' });
ratings.map(({ name, repetition_interval_days }) => \`\${name}: \${repetition_interval_days} d\`);`,
  run,
});

async function run(
  context: EngineContext,
  caller: Caller,
  { session_id, occurred_at, ...id }: z.output<typeof previewRatingsInput>,
  control: CallControl,
): Promise<RatingsPreview> {
  const where = 'previewRatings';
  const answers = RATINGS.map((rating) => {
    const input = { ...id, event_id: PREVIEW, session_id, occurred_at, correct: rating > 1, rating, response_time_seconds: 0 };
    return answerEvent(context, caller, input, where);
  });
  const made = await readWithRetry(context, where, control, async () => {
    await context.activeModels.known(control.signal);
    const fixed = withModelSnapshot(context, control);
    await requireOpenAccount(fixed, caller.userId, 'readable', where, { signal: control.signal });
    return provenancesOf(fixed, answers, where);
  });
  const [{ provenance }] = made.answers as [Judged];
  return {
    ...id,
    occurred_at: made.occurred_at,
    predicted: provenance.predicted,
    retention: provenance.before.retention,
    ratings: made.answers.map(({ rating, provenance: { after, newly_mastered } }) => ({
      rating,
      name: NAMES[rating],
      correct: rating > 1,
      repetition_interval_days: after.repetition_interval_days,
      next_review_date: after.next_review_date ?? made.occurred_at,
      mastery_level: after.mastery_level,
      newly_mastered,
    })),
  };
}

interface Judged {
  readonly rating: Rating;
  readonly provenance: Provenance;
}

/** Loads what an answer touches once, as recording does, and folds each of the answers onto it. */
async function provenancesOf(context: EngineContext, answers: readonly NewAnswer[], where: string) {
  const [first] = answers as [NewAnswer];
  const found = first.sessionChosen === true ? (await findSession(context, first.event, where, 'readable')).events : [first.event];
  const loaded = await Promise.all(found.map((event) => loadAffected(context, event)));
  const events = loaded.map(({ affected, event, changed }): IncomingEvent => {
    if (event.type !== 'answer') return event;
    const placed = behindChange({ ...first, event: inSessionTime({ ...first, event }, affected.session) }, affected, changed);
    if (found.length === 1) refuseOutsideSession(affected, placed, where);
    return placed;
  });
  const touched = loaded.map((one) => one.affected);
  const isNext = loaded.every((one, index) => isNewest(one.affected, events[index] as IncomingEvent, one.changed));
  const isCurrent = isNext && !touched.some((one) => isStale(one, context));
  const place = events.findIndex(({ type }) => type === 'answer');
  const { occurred_at } = events[place] as IncomingAnswer;
  const judged: Judged[] = [];
  for (const { event } of answers) {
    const { rating } = event.answer;
    const own = events.with(place, { ...(events[place] as IncomingAnswer), answer: event.answer });
    // What stands behind the answer, or was made by other models, is folded from the log, as recording would.
    const { folded } = isCurrent
      ? foldLoaded(context.models, own, touched)
      : await rebuildWith(context, own as [IncomingEvent, ...IncomingEvent[]]);
    judged.push({ rating, provenance: provenanceOf(folded[place]?.provenance) });
  }
  return { occurred_at, answers: judged };
}

function provenanceOf(provenance: Provenance | undefined): Provenance {
  if (provenance === undefined) throw new TypeError('The fold of an answer gives its provenance');
  return provenance;
}
