import type { z } from 'zod';
import type { CollectionDeclaration } from '../schema/index.js';
import { concepts } from './concepts.js';
import { contentMastery } from './content-mastery.js';
import { dataKeys } from './data-keys.js';
import type { StoredDocuments } from './documents.js';
import { emailClaims } from './email-claims.js';
import { emotionalAnalytics } from './emotional-analytics.js';
import { learnerUsageDays } from './learner-usage-days.js';
import { learningDna } from './learning-dna.js';
import { learningEvents } from './learning-events.js';
import { learningSessions } from './learning-sessions.js';
import { modelFitConcepts } from './model-fit-concepts.js';
import { modelFits } from './model-fits.js';
import { modelTunings } from './model-tunings.js';
import { platformUsageDays } from './platform-usage-days.js';
import { storageSamples } from './storage-samples.js';
import { users } from './users.js';
import { watermarks } from './watermarks.js';

export type CollectionName = keyof StoredDocuments;

/** The declarations by the documents that they declare: what their schemas are made of concerns this room alone. */
type CollectionTable = { readonly [Name in CollectionName]: CollectionDeclaration<z.ZodType<StoredDocuments[Name]>> };

const TABLE = {
  users,
  email_claims: emailClaims,
  learning_dna: learningDna,
  learning_sessions: learningSessions,
  emotional_analytics: emotionalAnalytics,
  content_mastery: contentMastery,
  learning_events: learningEvents,
  concepts,
  model_fits: modelFits,
  model_fit_concepts: modelFitConcepts,
  model_tunings: modelTunings,
  watermarks,
  data_keys: dataKeys,
  learner_usage_days: learnerUsageDays,
  platform_usage_days: platformUsageDays,
  storage_samples: storageSamples,
} as const;

/**
 * The declarations with the types of their schemas: what `npm run docs` writes the plain types of documents from.
 *
 * @internal
 */
export type ExactCollections = typeof TABLE;

/** All collections of the library. */
export const COLLECTIONS: CollectionTable = TABLE;

/** The names of all collections. */
export const COLLECTION_NAMES = Object.keys(COLLECTIONS) as readonly CollectionName[];
