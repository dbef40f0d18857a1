import { type AnyPipeline, PIPELINES } from 'adaptive-learning-engine/pipelines';
import { seededRandom } from '../../../src/algorithms/index.js';
import { Asker } from './ask-mix.js';
import { type Latencies, summarise } from './latencies.js';
import type { Measured } from './measured.js';
import { paramsOf } from './pipeline-params.js';
import { askByName } from './questions.js';

/** A question whose answer may be kept: asked anew, and kept. */
export interface KeptFigures {
  readonly pipeline: string;
  readonly uncached: Latencies;
  readonly cached: Latencies;
}

/** Rounds of the questions about everybody, which take long when they are asked anew. */
const PLATFORM_ROUNDS = 3;

/** Asks each question whose answer may be kept, about one learner after the other, in turn of an engine that keeps it already and one that does not. */
export async function measureCache(measured: Measured, rounds: number): Promise<KeptFigures[]> {
  const asker = new Asker(measured, seededRandom(measured.seed));
  const figures: KeptFigures[] = [];
  for (const pipeline of Object.values<AnyPipeline>(PIPELINES)) {
    if (pipeline.cacheMinutes === undefined || pipeline.scope === 'internal') continue;
    const uncached: number[] = [];
    const cached: number[] = [];
    for (let round = 0; round < (pipeline.scope === 'platform' ? PLATFORM_ROUNDS : rounds); round += 1) {
      const asking = asker.about('feeling');
      const { user_id, ...params } = paramsOf(pipeline, [asking.identity.userId], asking.now);
      const ask = (engine: 'engine' | 'cached') => timeOf(() => askByName({ ...asking, engine: asking[engine] }, pipeline, params));
      await ask('cached');
      uncached.push(await ask('engine'));
      cached.push(await ask('cached'));
    }
    figures.push({ pipeline: pipeline.name, uncached: summarise(uncached), cached: summarise(cached) });
  }
  return figures;
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
