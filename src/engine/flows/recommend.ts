import { z } from 'zod';
import { invalidInput } from '../../errors.js';
import { CANDIDATES, dueWithin, type Recommendation, recommendSteps, studiedIn } from '../../learner/index.js';
import { runCooperatively } from '../../repositories/index.js';
import { type CallControl, inputSchema } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import type { Caller } from '../../security/index.js';
import { dueBy } from '../cards/due-by.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { firstOf, type Listing, listingOf, unreadableIn } from '../listing.js';
import { readLearnerContext } from '../read-learner-now.js';

/** How many a caller gets who names neither a number nor a time. */
const DEFAULT_LIMIT = 5;
const LONGEST_HORIZON_DAYS = 3_653;
const DAY_MS = 86_400_000;

const recommendInput = inputSchema(
  'RecommendInput',
  {
    at: fields.instant.optional(),
    subject: fields.name.optional(),
    limit: z.int().min(1).max(CANDIDATES).optional(),
    horizon: fields.instant.optional(),
    minutes: z.number().positive().max(1_440).optional(),
    within: dueBy.default('today'),
  },
  {
    at: "The instant for which to compute the result; the engine's clock if not given.",
    subject: 'Only this subject.',
    limit: 'The maximum number of results, 1 to 100; 5 if not given, or as many as fit into `minutes`.',
    horizon: 'When the knowledge is needed, such as the date of an exam: after `at`, at most ten years ahead. 30 days ahead if not given.',
    minutes: 'The available time in minutes, above 0 and at most 1,440: returns as many concepts as fit, and at least one.',
    within: "Which reviews count as due. `today` (the default): those due before the learner's day ends; `now`: those due at the instant.",
  },
);

export const recommend = learnerVerb({
  name: 'recommend',
  action: 'read',
  account: 'readable',
  ownCheck: true,
  kind: 'read',
  input: recommendInput.prefault({}),
  summary: 'Recommends what to study next, best first, with reasons and figures.',
  details:
    "The best concept is the one with the highest expected benefit at the horizon per minute of practice. By default, reviews that are due at any time today count as due, as with `within: 'today'` in `dueReviews`; with `within: 'now'`, only those that are due now.",
  result: 'The recommended concepts, each with expected minutes, gain, reasons and figures.',
  errors: {
    invalid_input: 'a horizon that is not after `at` or lies more than ten years ahead',
    not_found: 'a learner without an account',
    access_denied: 'a deleted account',
  },
  example: `const { rows } = await learner.recommend({ minutes: 20 });
rows.map(({ concept, expected_minutes, reasons }) => [concept, expected_minutes, reasons[0]?.code]);`,
  run,
});

async function run(
  context: EngineContext,
  caller: Caller,
  asked: z.output<typeof recommendInput>,
  control: CallControl,
): Promise<Listing<Recommendation>> {
  const where = 'recommend';
  const { at = context.clock(), subject, minutes, within, limit = minutes === undefined ? DEFAULT_LIMIT : CANDIDATES } = asked;
  const horizon = horizonAfter(at, asked.horizon, where);
  const { content_mastery, learning_sessions, concepts } = context.repositories;
  const { models } = context;
  const filter = { ...control, subject };
  const { now, mayUseOf } = await readLearnerContext(context, caller.userId, at, where, control);
  const isStudied = studiedIn(models);
  const [soonest, weak, levels, curriculum, latest] = await Promise.all([
    firstOf(CANDIDATES, (most) => content_mastery.soonest(caller.userId, { ...filter, limit: most }), isStudied),
    firstOf(
      CANDIDATES,
      (most) => content_mastery.weakest(caller.userId, { ...filter, below: models.masteredAbove, limit: most }),
      isStudied,
    ),
    listingOf(() => content_mastery.levels(caller.userId, filter)),
    listingOf(() => concepts.graph(filter)),
    firstOf(1, (most) => learning_sessions.latest(caller.userId, { ...control, at, limit: most })),
  ]);
  const known = {
    now,
    limit,
    horizon,
    minutes,
    dueBy: dueWithin(now, within),
    soonest: soonest.rows,
    weak: weak.rows,
    levels: levels.rows,
    curriculum: curriculum.rows,
    session: latest.rows[0],
    mayUseOf,
  };
  const rows = await runCooperatively(recommendSteps(known, models), { where, signal: control.signal });
  return { rows, unreadable: unreadableIn(soonest, weak, levels, curriculum, latest) };
}

/** @throws AdaptiveLearningError `invalid_input` for a horizon that is not after `at`, or lies more than ten years ahead */
function horizonAfter(at: Date, horizon: Date | undefined, where: string): Date | undefined {
  if (horizon === undefined) return undefined;
  const days = (horizon.getTime() - at.getTime()) / DAY_MS;
  if (days > 0 && days <= LONGEST_HORIZON_DAYS) return horizon;
  throw invalidInput(`${where}.horizon`, 'an instant after at, at most ten years ahead', horizon);
}
