import { COLLECTION_NAMES } from '../../src/collections/index.js';
import { pascal, plainTypes } from './plain-types.js';

const COLLECTIONS_HEAD = `/** Written by \`npm run docs\` from the schemas of the collections: change the schema, not this file. */
import type { EmotionalState } from '../algorithms/index.js';
import type { DocumentId } from '../schema/index.js';
`;

const PIPELINES_HEAD = `/** Written by \`npm run docs\` from the schemas of the pipelines: change the schema, not this file. */
import type { EmotionalState } from '../algorithms/index.js';
`;

/** The types of what is stored and of what pipelines take and give, by their files: plain interfaces, for which a compiler has nothing to work out. */
export function plainTypeFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['src/collections/documents.ts', `${COLLECTIONS_HEAD}\n${plainTypes('scripts/docs/stored-types.ts', documentName)}`],
    ['src/pipelines/pipeline-types.ts', `${PIPELINES_HEAD}\n${plainTypes('scripts/docs/pipeline-types.ts')}`],
  ]);
}

/** `email_claims` as `EmailClaimDocument`, `emotional_analytics` as `EmotionalAnalyticsDocument`; nothing for what is no collection. */
function documentName(field: string): string {
  return (COLLECTION_NAMES as readonly string[]).includes(field) ? `${pascal(field.replace(/(?<!c)s$/, ''))}Document` : '';
}
