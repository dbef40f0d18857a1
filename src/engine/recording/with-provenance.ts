import type { LearningEvent } from '../../collections/index.js';
import {
  type Folded,
  type IncomingEvent,
  type ModelVersion,
  type PredictorChoice,
  storedProvenance,
  versionOf,
} from '../../learner/index.js';
import type { EngineContext } from '../context.js';

/** What is asked of the engine. */
type Recorder = Pick<EngineContext, 'provenance' | 'models'> & { readonly activeModels: Pick<EngineContext['activeModels'], 'chosen'> };

/**
 * An event is stored with its day, an answer with what the models made of it, and what the predictor begins something with, with the version
 * of its parameters.
 */
export function withProvenance(
  { provenance: kind, models, activeModels }: Recorder,
  event: IncomingEvent,
  { provenance, eventDay }: Folded,
): LearningEvent {
  const begun = begunWith(models.predictor, activeModels.chosen.predictor);
  if (event.type === 'card_adopted') return { ...event, ...begun };
  if (!('session_id' in event)) return event;
  if (eventDay === undefined) throw new TypeError('The fold of an event in a session gives its day');
  if (event.type === 'session_started') return { ...event, ...eventDay, ...begun };
  if (event.type !== 'answer') return { ...event, ...eventDay };
  if (provenance === undefined) throw new TypeError('The fold of an answer gives its provenance');
  return { ...event, ...eventDay, provenance: storedProvenance(provenance, kind) };
}

/** Nothing for the engine's own setting, which a replay goes by where an event names no version. */
function begunWith(now: PredictorChoice, chosen: PredictorChoice): { readonly predictor?: ModelVersion } {
  return now.paramsVersion === chosen.paramsVersion ? {} : { predictor: versionOf(now) };
}
