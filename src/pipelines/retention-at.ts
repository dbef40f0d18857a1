import { z } from 'zod';

const DAY_MS = 86_400_000;

/** −ln 0.9: what a curve has lost, on a log scale, when the time equals its stability. */
const LOSS_AT_STABILITY = -Math.log(0.9);

/** e^700 is the last round power below the largest double; beyond it the power curve is computed by its limit. */
const LARGEST_EXPONENT = 700;

/** Which curve the stored numbers describe; the engine's own setting, if nobody says. */
export const curveShape = z.enum(['power', 'exponential']).default('power');

/** The fields of a stored forgetting curve, as expressions. */
export interface CurveFields {
  readonly initial_strength: string;
  readonly decay_rate: string;
  readonly stability: string;
  readonly last_practiced_date: string;
}

/**
 * An expression for the chance that a concept is still remembered at an instant: what `retention` of `/algorithms` gives for the stored
 * curve, worked out by the server. With s, d, S for the stored numbers and t days since the last practice, 0 at least:
 *
 *     power:        R(t) = s·(1 + F·t/S)^−d   with F = 0.9^(−1/d) − 1
 *     exponential:  R(t) = s·0.9^(t/S)
 *
 * A curve without decay or stability is at its initial strength.
 */
export function retentionAt(at: Date, shape: 'power' | 'exponential', curve: CurveFields): object {
  const { initial_strength, decay_rate, stability, last_practiced_date } = curve;
  const elapsed = { $max: [0, { $divide: [{ $subtract: [at, last_practiced_date] }, DAY_MS] }] };
  const loss = shape === 'power' ? powerLoss(decay_rate) : { $multiply: [LOSS_AT_STABILITY, '$$time'] };
  const fading = { $gt: [{ $min: [stability, ...(shape === 'power' ? [decay_rate] : [])] }, 0] };
  return {
    $cond: [
      { $and: [fading, { $gt: [elapsed, 0] }] },
      {
        $let: {
          vars: { time: { $divide: [elapsed, stability] } },
          in: { $multiply: [initial_strength, { $exp: { $multiply: [-1, loss] } }] },
        },
      },
      initial_strength,
    ],
  };
}

/** d·ln(1 + F·x), for x in units of the stability. For tiny d, F leaves the range of a double while the loss does not. */
function powerLoss(decay: string): object {
  return {
    $let: {
      vars: { exponent: { $divide: [LOSS_AT_STABILITY, decay] } },
      in: {
        $cond: [
          { $lt: ['$$exponent', LARGEST_EXPONENT] },
          { $multiply: [decay, { $ln: { $add: [1, { $multiply: [{ $subtract: [{ $exp: '$$exponent' }, 1] }, '$$time'] }] } }] },
          { $max: [0, { $add: [LOSS_AT_STABILITY, { $multiply: [decay, { $ln: '$$time' }] }] }] },
        ],
      },
    },
  };
}
