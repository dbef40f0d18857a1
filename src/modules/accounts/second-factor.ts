import type { JoinedWrites } from '../../runtime/index.js';
import { type SecondFactor, secondFactors } from './collections/second-factors.js';
import { stepOfCode } from './one-time-codes.js';
import { isRecoveryCode, spelledRecoveryCode } from './rules/recovery-code.js';
import { hasHash } from './rules/secret-token.js';

/** Takes a code of the app, or a recovery code, and uses it up; false for a wrong one and for one that was used. */
export async function takeCode(unit: JoinedWrites, factor: SecondFactor, code: string, now: Date): Promise<boolean> {
  const { user_id, secret, last_step, recovery_hashes } = factor;
  if (isRecoveryCode(code)) {
    const spelled = spelledRecoveryCode(code);
    const used = recovery_hashes.find((hash) => hasHash(spelled, hash));
    if (used === undefined) return false;
    return unit.write(secondFactors, { update: { user_id }, set: { recovery_hashes: recovery_hashes.filter((hash) => hash !== used) } });
  }
  const step = await stepOfCode(code, secret, now, last_step);
  return step !== undefined && unit.write(secondFactors, { update: { user_id }, set: { last_step: step } });
}
