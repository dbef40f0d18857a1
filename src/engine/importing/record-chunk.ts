import type { IncomingEvent } from '../../learner/index.js';
import { attemptTogether, attemptWrite, inTurn, Sent, StaleDocuments } from '../../runtime/index.js';
import { EmotionsWithheld } from '../recording/admission.js';
import { moveBefore } from '../recording/move-learner.js';
import { recordLate } from '../recording/record-late.js';
import { type Admitted, admitAnswers } from './admit-answers.js';
import { withCurriculum } from './first-exposures.js';
import type { ImportCall, ImportOutcomes } from './import-call.js';
import { byLearner, type Chunk } from './import-chunks.js';
import { loadLearners } from './load-learners.js';
import type { PendingAnswer } from './pending-answer.js';
import { isAboutData, recordOneByOne } from './record-one-by-one.js';
import { storeEvents } from './store-events.js';

type SentAnswers = Sent<PendingAnswer>;

/**
 * Records the answers of a chunk, and says what became of each. Learners whose answers are the newest of all that they touch share one
 * transaction; a learner who needs more than that, or whom another writer has met meanwhile, gets one of their own.
 *
 * @throws AdaptiveLearningError `database_unavailable`, `aborted`, `replica_set_required`, `setup_required`
 */
export function recordChunk(call: ImportCall, chunk: Chunk): Promise<ImportOutcomes> {
  const learners = byLearner(chunk);
  const { context } = call;
  const record = async () => {
    for (const userId of learners.keys()) context.recentState.forget(userId);
    const sent = new Sent<PendingAnswer>();
    const outcomes = new Map(learners.size > 1 ? await recordTogether(call, chunk, sent) : []);
    for (const answers of learners.values()) {
      if (answers.every((answer) => outcomes.has(answer))) continue;
      for (const [answer, outcome] of await recordAlone(call, answers, sent)) outcomes.set(answer, outcome);
    }
    context.tuning.recorded();
    return outcomes;
  };
  const { where, control } = call;
  return inTurn(context, { where, control, learners: learners.keys() }, record);
}

/** One try for all learners; gives the outcomes of those for whom it went through. */
async function recordTogether(call: ImportCall, chunk: Chunk, sent: SentAnswers): Promise<ImportOutcomes> {
  const outcomes = await attemptTogether(call.context, { ...call, models: 'known' }, async (context) => {
    const fixed = { ...call, context };
    const admitted = await admit(fixed, chunk, sent);
    const ready = admitted.filter(({ standing }) => standing === 'newest');
    await store(fixed, ready, sent);
    return fatesOf(ready);
  });
  return outcomes ?? new Map();
}

/** One learner's answers of a chunk. */
async function recordAlone(call: ImportCall, answers: Chunk, sent: SentAnswers): Promise<ImportOutcomes> {
  const { context, control, where } = call;
  try {
    const outcomes = await attemptWrite(context, { where, control, models: 'known' }, (fixed) =>
      recordOwn({ ...call, context: fixed }, answers, sent),
    );
    return outcomes ?? (await recordOneByOne(call, answers));
  } catch (error) {
    if (!isAboutData(error)) throw error;
    return recordOneByOne(call, answers);
  }
}

/** Gives nothing where emotions are withheld behind which a late answer stands: each answer then finds out for itself. */
async function recordOwn(fixed: ImportCall, answers: Chunk, sent: SentAnswers): Promise<ImportOutcomes | undefined> {
  const admitted = await admit(fixed, answers, sent);
  for (const own of admitted) {
    if (own.standing === 'newest') await store(fixed, [own], sent);
    if (own.standing === 'late' && !(await storeLate(fixed, own, sent))) return undefined;
    if (own.standing === 'stale') throw new StaleDocuments(own.learner.userId);
  }
  return fatesOf(admitted);
}

/** Reads what the answers touch and decides over each, under models that stay the same until they are stored. */
async function admit({ context, where }: ImportCall, chunk: Chunk, sent: SentAnswers): Promise<readonly Admitted[]> {
  for (const [userId, answers] of byLearner(chunk)) {
    await moveBefore(
      context,
      userId,
      answers.map(({ event }) => event.answer),
    );
  }
  const loaded = await loadLearners(context, chunk, where);
  return loaded.map((learner) => admitAnswers(learner, context, sent, where));
}

async function store({ context, curriculum }: ImportCall, admitted: readonly Admitted[], sent: SentAnswers): Promise<void> {
  const all = await Promise.all(
    admitted.map(async ({ learner, events }) => ({
      learner,
      events: await withCurriculum(context, events, learner.masteries, curriculum),
    })),
  );
  const rows = admitted.flatMap(({ outcomes }) => recordedOf(outcomes));
  await sent.storing(rows, () => storeEvents(context, all));
}

async function storeLate(
  { context, curriculum, where }: ImportCall,
  { learner, events, outcomes }: Admitted,
  sent: SentAnswers,
): Promise<boolean> {
  const recorded_at = context.clock();
  const late = (await withCurriculum(context, events, learner.masteries, curriculum)).map((event) => ({ ...event, recorded_at }));
  try {
    await sent.storing(recordedOf(outcomes), () => recordLate(context, late as [IncomingEvent, ...IncomingEvent[]], where));
    return true;
  } catch (error) {
    if (error instanceof EmotionsWithheld) return false;
    throw error;
  }
}

function recordedOf(outcomes: ImportOutcomes): readonly PendingAnswer[] {
  return [...outcomes].flatMap(([answer, outcome]) => (outcome === 'recorded' ? [answer] : []));
}

function fatesOf(admitted: readonly Admitted[]): ImportOutcomes {
  return new Map(admitted.flatMap(({ outcomes }) => [...outcomes]));
}
