import { type AnyPipeline, PIPELINES } from 'adaptive-learning-engine/pipelines';
import { seededRandom } from '../../../src/algorithms/index.js';
import { Asker } from './ask-mix.js';
import { type Latencies, summarise } from './latencies.js';
import type { Measured } from './measured.js';
import { paramsOf } from './pipeline-params.js';
import { askByName } from './questions.js';

/** A question whose answer may be kept: asked again, and kept. */
export interface KeptFigures {
  readonly pipeline: string;
  readonly uncached: Latencies;
  readonly cached: Latencies;
}

/** Rounds of the questions about everybody, which take long when they are asked again. */
const PLATFORM_ROUNDS = 3;

/**
 * Asks each question whose answer may be kept, about one learner after the other, in turn of an engine that keeps it already and one that does
 * not. Of questions about learners, as many rounds go before that are not measured: what a process asks all day, it has compiled.
 */
export async function measureCache(measured: Measured, rounds: number): Promise<KeptFigures[]> {
  const asker = new Asker(measured, seededRandom(measured.seed));
  const learners = keptQuestions('learner');
  await askRounds(learners, asker, rounds);
  // The questions about everybody read more than the server can keep in memory, and so come last.
  return [...(await askRounds(learners, asker, rounds)), ...(await askRounds(keptQuestions('platform'), asker, PLATFORM_ROUNDS))];
}

function keptQuestions(whose: AnyPipeline['scope']): AnyPipeline[] {
  return Object.values<AnyPipeline>(PIPELINES).filter(({ cacheMinutes, scope }) => cacheMinutes !== undefined && scope === whose);
}

async function askRounds(questions: readonly AnyPipeline[], asker: Asker, rounds: number): Promise<KeptFigures[]> {
  const times = questions.map((pipeline) => ({ pipeline, uncached: [] as number[], cached: [] as number[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { pipeline, uncached, cached } of times) {
      const asking = asker.about('feeling');
      const { user_id, ...params } = paramsOf(pipeline, [asking.identity.userId], asking.now);
      const ask = (engine: 'engine' | 'cached') => timeOf(() => askByName({ ...asking, engine: asking[engine] }, pipeline, params));
      await ask('cached');
      uncached.push(await ask('engine'));
      cached.push(await ask('cached'));
    }
  }
  return times.map(({ pipeline, uncached, cached }) => ({
    pipeline: pipeline.name,
    uncached: summarise(uncached),
    cached: summarise(cached),
  }));
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
