import { z } from 'zod';
import { type ConceptId, conceptId } from '../collections/index.js';
import { fields } from '../schema/index.js';
import type { ParamsSchema, Ref, Stage } from './define-pipeline.js';

/** How long a span of time a question may be about at most, in days: a leap year. */
export const LONGEST_SPAN_DAYS = 366;

const DAY_MS = 86_400_000;

/** How many days a question is about whose span is not said, today among them. */
export const DEFAULT_SPAN_DAYS = 30;

/** A span of time: `since` and everything from there on up to, and without, `until`. */
export const span = {
  /** The span's first instant. */
  since: fields.instant,
  /** The first instant behind it. */
  until: fields.instant,
};

/** True for a question about a span of time, which an engine fills in where it is not said. */
export function isAboutSpan({ params }: { readonly params: ParamsSchema }): boolean {
  return params.shape['since'] === span.since && params.shape['until'] === span.until;
}

/** Refuses a span that is empty, reversed or too long: for `.superRefine` of params that have `since` and `until`. */
export function checkSpan(mostDays: number = LONGEST_SPAN_DAYS) {
  return ({ since, until }: { readonly since: Date; readonly until: Date }, refuse: z.core.$RefinementCtx): void => {
    if (since >= until) refuse.addIssue({ code: 'custom', path: ['until'], input: until, message: 'an instant after since' });
    else if (until.getTime() - since.getTime() > mostDays * DAY_MS)
      refuse.addIssue({ code: 'custom', path: ['since'], input: since, message: `an instant at most ${mostDays} days before until` });
  };
}

/** Where a learner's days turn. */
export const learnerDays = { timezone: fields.timeZone, day_rollover_hour: z.int().min(0).max(23).default(4) };

/** Which forgetting curve the stored numbers describe: the engine's `forgetting.shape`. */
export const curve = z.enum(['power', 'exponential']).default('power');

/** A day of the calendar as text, `2026-11-21`. */
export const dayText = z.iso.date();

/** How many rows of a page are asked for; one more than the most that a caller may want tells whether there is a next page. */
export const pageSize = (most: number) =>
  z
    .int()
    .min(1)
    .max(most + 1);

/** Concepts that are not studied any more, and so not due: `engine.query` fills them in. */
export const retired = z.array(conceptId).default([]);

/** A stage that leaves concepts out; none where there are none. As an expression, so that an order is read from an index all the same. */
export function studied(left: readonly ConceptId[], ref: Ref<'content_mastery'>): Stage[] {
  return left.length === 0 ? [] : [{ $match: { $expr: { $not: [isRetired(left, ref)] } } }];
}

/** An expression for whether a stored concept is among those that are not studied any more. */
export function isRetired(left: readonly ConceptId[], ref: Ref<'content_mastery'>): object {
  const own = { subject: ref('subject'), topic: ref('topic'), concept: ref('concept') };
  return { $in: [own, { $literal: left.map(({ subject, topic, concept }) => ({ subject, topic, concept })) }] };
}
