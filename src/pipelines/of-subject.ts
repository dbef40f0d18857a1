import type { Ref } from './define-pipeline.js';

/** What a session has come to in one subject: its answers and how many were right; missing where it has no answer in the subject. */
export function tallyOfSubject(ref: Ref<'learning_sessions'>, subject: string): object {
  // The subject is the learner's own word: it may have a dot in it.
  return { $getField: { field: { $literal: subject }, input: ref('evidence.subjects') } };
}

/** An expression for whether a session was opened for a subject, or has an answer in it: a session may have several. */
export function isOfSubject(ref: Ref<'learning_sessions'>, subject: string): object {
  const isAnswered = { $ne: [{ $type: tallyOfSubject(ref, subject) }, 'missing'] };
  return { $or: [{ $eq: [ref('session_context.subject'), { $literal: subject }] }, isAnswered] };
}
