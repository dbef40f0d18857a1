export {
  AdaptiveLearningError,
  type DocumentReference,
  ERROR_CODES,
  type ErrorCode,
  type ErrorDetails,
  type InputIssue,
  invalidInput,
} from './errors/adaptive-learning-error.js';
export { checkAll } from './errors/check-all.js';
export { describe, isProxy, shownKey, shownPath } from './errors/describe.js';
