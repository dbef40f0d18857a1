import { createEngine, type Engine, type RecordAnswerInput } from 'adaptive-learning-engine';

/** Outside the handler: the first invocation opens it, later ones of the same instance share it. */
let opening: Promise<Engine> | undefined;

function openedEngine(): Promise<Engine> {
  // Background work would stop when the invocation ends, so tuning runs as a scheduled job.
  opening ??= createEngine({ uri: process.env['MONGODB_URI'] ?? '', tuning: 'manual' }).catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

/** Records an answer. The deadline is below the time limit of the function. */
export async function handler({ userId, answer }: { readonly userId: string; readonly answer: RecordAnswerInput }) {
  const engine = await openedEngine();
  return engine.as({ userId, role: 'learner' }).recordAnswer(answer, { deadlineMs: 5_000 });
}

/** Call it from a scheduled function. */
export async function nightly() {
  const engine = await openedEngine();
  for (const name of ['rollUp', 'aggregateEmotions', 'closeIdleSessions', 'tune'] as const) await engine.jobs.run(name);
}
