import type { ModelTuning } from '../../collections/index.js';
import type { CallControl } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';

/** The active predictor and the state of its tuning. */
export interface PredictorHealth {
  readonly model: string;
  readonly params_version: string;
  /** Since when these parameters are active; null for the model's defaults and for parameters in the settings. */
  readonly since: Date | null;
  /** Whether this engine tunes by itself. */
  readonly tuning: 'automatic' | 'manual';
  /** The result of the last tuning in any process; null before the first. */
  readonly lastTuning: NonNullable<ModelTuning['last']> | null;
}

export async function readPredictor({ models, repositories, tuning }: EngineContext, { signal }: CallControl): Promise<PredictorHealth> {
  const { model, paramsVersion: params_version } = models.predictor;
  const [fit, state] = await Promise.all([
    repositories.model_fits.findOne({ model: model.name, params_version }, { signal, fields: ['activated_at'] }),
    repositories.model_tunings.of(model.name, { signal }),
  ]);
  return {
    model: model.name,
    params_version,
    since: fit?.activated_at ?? null,
    tuning: tuning.isAutomatic ? 'automatic' : 'manual',
    lastTuning: state?.last ?? null,
  };
}
