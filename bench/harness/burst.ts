import type { AnswerOutcome, Engine, RecordAnswerInput } from 'adaptive-learning-engine';

/** What became of one call: its outcome, or the code of its error. */
export type CallResult = { readonly outcome: AnswerOutcome } | { readonly code: string };

/** Sends all answers of a learner at once. */
export function burst(engine: Engine, userId: string, answers: readonly RecordAnswerInput[]): Promise<CallResult[]> {
  const learner = engine.as({ userId, role: 'learner' });
  return Promise.all(
    answers.map((answer) =>
      learner.recordAnswer(answer).then(
        (outcome) => ({ outcome }),
        (error: unknown) => ({ code: String((error as { code?: unknown }).code ?? error) }),
      ),
    ),
  );
}

/** A result as text, the same for the same result in whichever process. */
export function textOf(result: CallResult): string {
  return JSON.stringify(result);
}
