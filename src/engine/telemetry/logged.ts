import { AdaptiveLearningError, type ErrorCode } from '../../errors.js';
import type { Observe } from '../../repositories/index.js';
import { errorLabel, type Log } from '../../runtime/index.js';
import { SERVICE_LEVELS } from './service-levels.js';

/** Failures that are the caller’s own, or that the caller wanted. */
const OF_THE_CALLER: ReadonlySet<ErrorCode> = new Set([
  'invalid_input',
  'access_denied',
  'not_found',
  'outside_session',
  'event_conflict',
  'fit_refused',
  'already_exists',
  'prerequisite_cycle',
  'nested_write',
  'aborted',
  'closed',
]);

/** Logs calls that miss their target, and verbs that fail for a reason of the system. */
export function logged(log: Log): Observe {
  const targets = new Map(SERVICE_LEVELS.map(({ name, targetMs }) => [name, targetMs]));
  return ({ kind, name }) => ({
    within: (work) => work(),
    end: (took, error) => {
      const milliseconds = Math.round(took);
      const target = targets.get(name);
      if (error === undefined) {
        if (target !== undefined && took > target) log('slow_call', { call: name, milliseconds, target });
        return;
      }
      const isCallers = error instanceof AdaptiveLearningError && OF_THE_CALLER.has(error.code);
      if (kind === 'verb' && !isCallers) log('call_failed', { call: name, code: errorLabel(error).code, milliseconds });
    },
  });
}
