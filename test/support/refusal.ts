import { AdaptiveLearningError } from 'adaptive-learning-engine';

/** The library's own error that a call ends with; it is a failure of the test when the call succeeds or fails in another way. */
export async function refusalOf(call: Promise<unknown>): Promise<AdaptiveLearningError> {
  const outcome = await call.then(
    () => new Error('The call was expected to be refused, and succeeded'),
    (error: unknown) => error,
  );
  if (outcome instanceof AdaptiveLearningError) return outcome;
  throw new Error(`Expected an AdaptiveLearningError, got ${String(outcome)}`, { cause: outcome });
}

/** The same for a call that throws at once. */
export function refusalAtOnce(call: () => unknown): AdaptiveLearningError {
  try {
    call();
  } catch (error) {
    if (error instanceof AdaptiveLearningError) return error;
    throw new Error(`Expected an AdaptiveLearningError, got ${String(error)}`, { cause: error });
  }
  throw new Error('The call was expected to be refused, and succeeded');
}
