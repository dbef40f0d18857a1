import { z } from 'zod';
import { type AnswerEvent, conceptId, learningEvents } from '../../collections/index.js';
import { agrees, allNames, History, type Provenance, withJudges } from '../../learner/index.js';
import { type CallControl, inputSchema } from '../../runtime/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { firstOf, type Listing, mapped } from '../listing.js';
import { EventModels } from '../recording/event-models.js';
import { readWithConsent } from '../recording/read-with-consent.js';
import { inOrder } from '../recording/rebuild.js';

const conceptAnswersInput = inputSchema(
  'ConceptAnswersInput',
  {
    ...conceptId.shape,
    limit: z.int().min(1).max(10_000).default(100),
    states: z.boolean().default(false),
  },
  {
    subject: 'The subject of the concept.',
    topic: 'The topic of the concept.',
    concept: 'The concept.',
    limit: 'The maximum number of results, 1 to 10,000; 100 if not given.',
    states:
      "Whether to return the models' states before and after each answer; false if not given. If they are not stored, the learner's log is replayed.",
  },
);

export const conceptAnswers = learnerVerb({
  name: 'conceptAnswers',
  action: 'read',
  account: 'readable',
  kind: 'read',
  input: conceptAnswersInput,
  summary: "Lists all answers to a concept, newest first, with the models' estimates before and after each.",
  details:
    "With `states: true`, each answer also has the models' states if they are stored or a replay of the learner's log reproduces the stored figures. A replay does not reproduce them if the models or parameters have changed since, or after a late event.",
  result: 'The answers; an unavailable state is undefined.',
  errors: {
    not_found: 'a learner without an account',
    access_denied: 'a deleted account',
  },
  example: `const { rows } = await learner.conceptAnswers({ subject: 'Algebra', topic: 'Lines', concept: 'Slope', states: true });
rows[0]?.provenance.after.scheduler_state;`,
  run,
});

async function run(
  context: EngineContext,
  caller: Caller,
  { limit, states, ...id }: z.output<typeof conceptAnswersInput>,
  control: CallControl,
): Promise<Listing<AnswerEvent>> {
  const [now, ...formerly] = allNames(id, context.models);
  const found = await readWithConsent(context, caller.userId, learningEvents, control, () =>
    firstOf(limit, (most) => context.repositories.learning_events.ofConcept(caller.userId, now, { ...control, formerly, limit: most })),
  );
  const events = { ...found, rows: found.rows.filter((event) => event.type === 'answer') };
  const short = new Map(events.rows.flatMap((event) => (isShort(event) ? [[event.event_id, event] as const] : [])));
  const replayed = states && short.size > 0 ? await replay(context, caller.userId, short, control) : undefined;
  return mapped(events, { where: 'conceptAnswers', signal: control.signal }, (event) => ({
    ...event,
    provenance: replayed?.get(event.event_id) ?? withJudges(event.provenance),
  }));
}

function isShort({ provenance }: AnswerEvent): boolean {
  return provenance.models !== undefined;
}

/** What a replay makes of some answers, of those with which it agrees. */
async function replay(
  context: EngineContext,
  userId: string,
  answers: ReadonlyMap<string, AnswerEvent>,
  { signal }: CallControl,
): Promise<ReadonlyMap<string, Provenance>> {
  await context.activeModels.known(signal);
  const history = new History(context.models);
  const judged = new EventModels({ ...context, signal });
  const made = new Map<string, Provenance>();
  for await (const event of inOrder(context, userId, signal)) {
    const { provenance } = history.add(event, await judged.of(event));
    const stored = answers.get(event.event_id);
    if (provenance === undefined || stored === undefined) continue;
    if (agrees(stored.provenance, provenance)) made.set(event.event_id, provenance);
    // What comes after the newest of them does not change them.
    if (made.size === answers.size) break;
  }
  return made;
}
