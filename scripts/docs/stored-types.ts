import type { z } from 'zod';
import type { answerProvenance } from '../../src/collections/answer-provenance.js';
import type { conceptId } from '../../src/collections/concepts.js';
import type { listedMastery, rankedMastery, shownMastery } from '../../src/collections/content-mastery.js';
import type { lastEvent } from '../../src/collections/event-position.js';
import type { ExactCollections } from '../../src/collections/table.js';
import type { usageFigures } from '../../src/collections/usage-figures.js';

/*
 * What `npm run docs` writes to src/collections/documents.ts as plain interfaces, under these names. What stands above is used by its name
 * in what stands below.
 */

/** What identifies a concept: the same name in another topic is another concept. */
export type ConceptId = z.output<typeof conceptId>;

/** The place of an event in its learner's history; each derived document carries the place of the newest event in it. */
export type EventPosition = z.output<typeof lastEvent>;

/** What the models made of an answer, in its place and at its time. */
export type AnswerProvenance = z.output<typeof answerProvenance>;

/** What sessions came to, summed; times in milliseconds, costs in billionths of a dollar. */
export type UsageFigures = z.output<typeof usageFigures>;

/** The part of a concept's mastery that is shown. */
export type ShownMasteryDocument = z.output<typeof shownMastery>;

/** The same with how often and how fast its questions were answered. */
export type RankedMasteryDocument = z.output<typeof rankedMastery>;

/** The same with the answers that it keeps. */
export type ListedMasteryDocument = z.output<typeof listedMastery>;

/** A stored document of each collection. */
export type StoredDocuments = { -readonly [Name in keyof ExactCollections]: z.output<ExactCollections[Name]['schema']> };
