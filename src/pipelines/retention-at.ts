import type { Ref } from './define-pipeline.js';

const DAY_MS = 86_400_000;

/** As in `retention` of `/algorithms`: what a curve has lost, on a log scale, when the time equals its stability. */
const LOSS_AT_STABILITY = -Math.log(0.9);
const LARGEST_EXPONENT = 700;

/** Below it ln(1 + y) is taken by the area tangent, which loses no digits there. */
const SMALL = 0.5;

/**
 * An expression for the chance that a stored concept is still remembered at an instant, by its own forgetting curve: what `masteryAt` of
 * the engine gives, worked out by the server, the same to 1e-12. Null for a curve that is none (a stability or decay rate of 0).
 *
 * @param now - the instant, and the number of the learner's day then, or an expression that gives it
 */
export function retentionAt(
  ref: Ref<'content_mastery'>,
  { at, day }: { readonly at: Date; readonly day: unknown },
  shape: 'power' | 'exponential',
): object {
  const strength = ref('spaced_repetition_data.forgetting_curve_parameters.initial_strength');
  const decay = ref('spaced_repetition_data.forgetting_curve_parameters.decay_rate');
  const stability = ref('spaced_repetition_data.forgetting_curve_parameters.stability');
  const passed = { $divide: [{ $subtract: [at, ref('mastery_tracking.last_practiced_date')] }, DAY_MS] };
  // As in `elapsedDays` of the engine: none on the same day of the learner, at least one once a night has passed.
  const elapsed = { $cond: [{ $lte: [day, ref('mastery_tracking.last_practiced_day')] }, 0, { $max: [1, passed] }] };
  const loss = shape === 'power' ? powerLoss(decay, '$$time') : { $multiply: [LOSS_AT_STABILITY, '$$time'] };
  const retained = {
    $let: {
      vars: { time: { $divide: [elapsed, stability] } },
      in: { $cond: [{ $eq: ['$$time', 0] }, strength, { $multiply: [strength, { $exp: { $multiply: [-1, loss] } }] }] },
    },
  };
  return { $cond: [{ $and: [{ $gt: [stability, 0] }, { $gt: [decay, 0] }] }, retained, null] };
}

/** d·ln(1 + F·x) with F = 0.9^(−1/d) − 1, and its limit where F leaves the range of a double. */
function powerLoss(decay: string, time: string): object {
  return {
    $let: {
      vars: { factor: { $divide: [LOSS_AT_STABILITY, decay] } },
      in: {
        $cond: [
          { $lt: ['$$factor', LARGEST_EXPONENT] },
          { $multiply: [decay, logOfOneMore({ $multiply: [expLessOne('$$factor'), time] })] },
          { $max: [0, { $add: [LOSS_AT_STABILITY, { $multiply: [decay, { $ln: time }] }] }] },
        ],
      },
    },
  };
}

/** e^x − 1 = 2·e^(x/2)·sinh(x/2): as exact for small x as for large, which the difference itself is not. */
function expLessOne(x: string): object {
  const half = { $divide: [x, 2] };
  return { $multiply: [2, { $exp: half }, { $sinh: half }] };
}

/** ln(1 + y) = 2·artanh(y / (2 + y)), which keeps all digits of a small y. */
function logOfOneMore(y: object): object {
  return {
    $let: {
      vars: { y },
      in: {
        $cond: [
          { $lt: ['$$y', SMALL] },
          { $multiply: [2, { $atanh: { $divide: ['$$y', { $add: [2, '$$y'] }] } }] },
          { $ln: { $add: [1, '$$y'] } },
        ],
      },
    },
  };
}
