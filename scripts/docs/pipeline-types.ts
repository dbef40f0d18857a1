import type { z } from 'zod';
import type { ExactPipelines } from '../../src/pipelines/table.js';

/* What `npm run docs` writes to src/pipelines/pipeline-types.ts as plain interfaces. */

/** What each pipeline takes. */
export type PipelineParams = { -readonly [Name in keyof ExactPipelines]: z.input<ExactPipelines[Name]['params']> };

/** A row of each pipeline. */
export type PipelineRows = { -readonly [Name in keyof ExactPipelines]: z.output<ExactPipelines[Name]['row']> };

/** Whose data each pipeline is about. */
export type PipelineScopes = { -readonly [Name in keyof ExactPipelines]: ExactPipelines[Name]['scope'] };
