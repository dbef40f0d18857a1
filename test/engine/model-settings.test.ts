import { describe, expect, it } from 'vitest';
import { bkt, bktDefaults, forgettingCurveDefaults, fsrs, fsrsDefaults, sm2, sm2Defaults } from '../../src/algorithms/index.js';
import { type LearnerSettings, learnerModels } from '../../src/engine/models/settings.js';
import { refusalAtOnce } from '../support/refusal.js';

describe('parameters that a host gives', () => {
  it('are what differs from the defaults, of a model by its name or itself', () => {
    for (const model of [sm2, 'sm2' as const]) {
      const { scheduler } = learnerModels({ scheduler: { model, params: { early: 'ignore' } } });
      expect(scheduler.params).toEqual({ ...sm2Defaults, early: 'ignore' });
      expect(scheduler.paramsVersion).toMatch(/^sha256:/);
    }
    expect(learnerModels({ knowledge: { model: bkt, params: { prior: 0.2 } } }).knowledge.params).toEqual({ ...bktDefaults, prior: 0.2 });
  });

  it('are frozen, and later changes of what was given do not reach them', () => {
    const steps = [1, 10];
    const { scheduler } = learnerModels({ scheduler: { model: 'fsrs', params: { learning_steps: steps } } });
    steps.push(Number.NaN);
    expect(scheduler.params['learning_steps']).toEqual([1, 10]);
    expect(Object.isFrozen(scheduler.params['learning_steps'])).toBe(true);
  });

  it('give FSRS steps of minutes, which it has by its name only when they are given', () => {
    expect(learnerModels({}).scheduler.params).toMatchObject({ learning_steps: [], relearning_steps: [] });
    expect(learnerModels({ scheduler: 'fsrs' }).scheduler.params).toMatchObject({ learning_steps: [], relearning_steps: [] });
    const steps = { learning_steps: [1, 10], relearning_steps: [10] };
    expect(learnerModels({ scheduler: { model: 'fsrs', params: steps } }).scheduler.params).toMatchObject(steps);
    expect(learnerModels({ scheduler: { model: fsrs } }).scheduler.params).toBe(fsrsDefaults);
  });

  it('are named by what they are, unless the host names them', () => {
    const version = (settings: LearnerSettings) => learnerModels(settings).scheduler.paramsVersion;
    expect(version({ scheduler: { model: 'sm2' } })).toBe('default');
    expect(version({ scheduler: { model: 'sm2', params: { early: 'count' } } })).not.toBe(
      version({ scheduler: { model: 'sm2', params: { early: 'ignore' } } }),
    );
    expect(version({ scheduler: { model: 'sm2', params: { early: 'count' }, paramsVersion: 'mine' } })).toBe('mine');
  });

  const refused: readonly [string, object, string][] = [
    ['an unknown parameter of a scheduler', { scheduler: { model: sm2, params: { ...sm2Defaults, nonsense: 1 } } }, 'sm2.params'],
    ['nothing but an unknown parameter', { scheduler: { model: 'fsrs', params: { nonsense: 1 } } }, 'fsrs.params'],
    ['an unknown parameter of a knowledge model', { knowledge: { model: 'bkt', params: { nonsense: 1 } } }, 'bkt.params'],
    ['an unknown parameter of a predictor', { predictor: { model: 'opinion_pool', params: { nonsense: 1 } } }, 'opinion_pool.params'],
    [
      'an unknown parameter of the forgetting curve',
      { forgetting: { params: { ...forgettingCurveDefaults, nonsense: 1 } } },
      'forgettingCurve.params',
    ],
    ['a parameter out of its bounds', { knowledge: { model: 'bkt', params: { prior: 2 } } }, 'bkt.params.prior'],
    ['steps that shrink', { scheduler: { model: 'fsrs', params: { learning_steps: [10, 1] } } }, 'fsrs.params.learning_steps[1]'],
    ['a name that no model has', { scheduler: { model: 'sm3', params: {} } }, 'createEngine.scheduler'],
    ['the name of a model of another kind', { scheduler: { model: 'bkt' } }, 'createEngine.scheduler'],
    ['parameters that are no object', { scheduler: { model: 'sm2', params: 7 } }, 'createEngine.scheduler.params'],
    ['parameters with code in them', { scheduler: { model: 'sm2', params: { early: () => 'count' } } }, 'createEngine.scheduler.params'],
  ];

  it.each(refused)('are refused when they have %s', (_, settings, where) => {
    expect(refusalAtOnce(() => learnerModels(settings as LearnerSettings))).toMatchObject({ code: 'invalid_input', where });
  });
});
