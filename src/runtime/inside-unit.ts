import { AsyncLocalStorage } from 'node:async_hooks';
import { AdaptiveLearningError } from '../errors.js';

/** A unit of work in which code of a module runs. */
interface RunningUnit {
  readonly where: string;
  isOver: boolean;
}

const running = new AsyncLocalStorage<RunningUnit>();

/** Runs code of a module inside a unit of work: whatever it calls knows of it. */
export function insideUnit<Result>(where: string, work: () => Promise<Result>): Promise<Result> {
  const unit: RunningUnit = { where, isOver: false };
  return running.run(unit, async () => {
    try {
      return await work();
    } finally {
      unit.isOver = true;
    }
  });
}

/**
 * Refuses a write by a call of its own inside a unit of work: it would wait for the unit, which waits for it; and it would be repeated whenever the
 * unit is.
 *
 * @throws AdaptiveLearningError `nested_write`
 */
export function refuseInsideUnit(where: string): void {
  const unit = running.getStore();
  if (unit === undefined || unit.isOver) return;
  const expected = `a write through the unit of work of ${unit.where}, or after it`;
  const received = 'a call inside it, which would wait for itself';
  throw new AdaptiveLearningError('nested_write', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}
