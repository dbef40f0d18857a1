import { z } from 'zod';
import { dueWithin, type MasteryAt, masteryAt, studiedIn } from '../../learner/index.js';
import { type CallControl, inputSchema } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import type { Caller } from '../../security/index.js';
import { dueBy } from '../cards/due-by.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { firstOf, type Listing, mapped } from '../listing.js';
import { readEstimator } from '../read-estimator.js';
import { readLearnerNow } from '../read-learner-now.js';

const dueReviewsInput = inputSchema(
  'DueReviewsInput',
  {
    at: fields.instant.optional(),
    subject: fields.name.optional(),
    limit: z.int().min(1).max(1_000).default(50),
    within: dueBy.default('now'),
  },
  {
    at: "The instant for which to compute the result; the engine's clock if not given.",
    subject: 'Only this subject.',
    limit: 'The maximum number of results, 1 to 1,000; 50 if not given.',
    within: "`now` (the default): reviews due at the instant; `today`: reviews due before the learner's day ends.",
  },
);

export const dueReviews = learnerVerb({
  name: 'dueReviews',
  action: 'read',
  account: 'readable',
  ownCheck: true,
  kind: 'read',
  input: dueReviewsInput.prefault({}),
  summary: 'Lists the concepts whose review is due, earliest due date first.',
  details:
    "A review is *due* once the learner's day of its due date has begun; with an interval of less than a day, once its instant has passed. It is *overdue* if that day was before today. With `within: 'today'`, the list also has reviews that become due before the learner's day ends. Suspended concepts are left out.",
  result: 'The concepts, each with its mastery, its retention and its due date.',
  errors: {
    not_found: 'a learner without an account',
    access_denied: 'a deleted account',
  },
  example: `const { rows } = await learner.dueReviews({ within: 'today', limit: 20 });`,
  run,
});

async function run(
  context: EngineContext,
  caller: Caller,
  { at: asked, subject, limit, within }: z.output<typeof dueReviewsInput>,
  control: CallControl,
): Promise<Listing<MasteryAt>> {
  const where = 'dueReviews';
  const at = asked ?? context.clock();
  const now = await readLearnerNow(context, caller.userId, at, where, control);
  const by = dueWithin(now, within);
  const due = await firstOf(
    limit,
    (most) => context.repositories.content_mastery.due(caller.userId, { ...control, ...by, subject, limit: most }),
    studiedIn(context.models),
  );
  const judge = await readEstimator(context, caller.userId, at, control);
  return mapped(due, { where, signal: control.signal }, (mastery) => masteryAt(mastery, now, judge));
}
