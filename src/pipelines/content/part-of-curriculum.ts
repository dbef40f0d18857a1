import type { z } from 'zod';
import { fields } from '../../schema/index.js';

/** Part of the curriculum: all of it, a subject, or a topic of one. */
export const partOfCurriculum = { subject: fields.name.optional(), topic: fields.name.optional() };

/** Refuses a topic without the subject that it belongs to: for `.superRefine`. */
export function checkPart(
  { subject, topic }: { readonly subject?: string | undefined; readonly topic?: string | undefined },
  refuse: z.core.$RefinementCtx,
): void {
  if (topic !== undefined && subject === undefined)
    refuse.addIssue({ code: 'custom', path: ['subject'], input: subject, message: 'the subject of the topic' });
}

/** A filter for a part of the curriculum that an index beginning with `subject, topic` answers, the whole of it too. */
export function withinPart({ subject, topic }: { readonly subject?: string | undefined; readonly topic?: string | undefined }): object {
  return { subject: subject ?? { $gt: '' }, ...(topic === undefined ? {} : { topic }) };
}

/** The name of a concept, spelt out by expressions that give its parts. */
export function conceptOf(ref: (path: 'subject' | 'topic' | 'concept') => string): object {
  return { subject: ref('subject'), topic: ref('topic'), concept: ref('concept') };
}
