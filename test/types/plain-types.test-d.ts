import { expectTypeOf, test } from 'vitest';
import type * as madeOfPipelines from '../../scripts/docs/pipeline-types.js';
import type * as madeOfDocuments from '../../scripts/docs/stored-types.js';
import type * as documents from '../../src/collections/documents.js';
import type * as pipelines from '../../src/pipelines/pipeline-types.js';

test('the plain types of documents are what the schemas make: npm run docs', () => {
  expectTypeOf<documents.StoredDocuments>().toEqualTypeOf<madeOfDocuments.StoredDocuments>();
  expectTypeOf<documents.ShownMasteryDocument>().toEqualTypeOf<madeOfDocuments.ShownMasteryDocument>();
  expectTypeOf<documents.RankedMasteryDocument>().toEqualTypeOf<madeOfDocuments.RankedMasteryDocument>();
  expectTypeOf<documents.ListedMasteryDocument>().toEqualTypeOf<madeOfDocuments.ListedMasteryDocument>();
  expectTypeOf<documents.AnswerProvenance>().toEqualTypeOf<madeOfDocuments.AnswerProvenance>();
  expectTypeOf<documents.EventPosition>().toEqualTypeOf<madeOfDocuments.EventPosition>();
  expectTypeOf<documents.UsageFigures>().toEqualTypeOf<madeOfDocuments.UsageFigures>();
  expectTypeOf<documents.ConceptId>().toEqualTypeOf<madeOfDocuments.ConceptId>();
});

test('and so are those of what pipelines take and give, and whose data they are about', () => {
  expectTypeOf<pipelines.PipelineParams>().toEqualTypeOf<madeOfPipelines.PipelineParams>();
  expectTypeOf<pipelines.PipelineRows>().toEqualTypeOf<madeOfPipelines.PipelineRows>();
  expectTypeOf<pipelines.PipelineScopes>().toEqualTypeOf<madeOfPipelines.PipelineScopes>();
});
