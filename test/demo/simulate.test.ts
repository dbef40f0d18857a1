import { describe, expect, it } from 'vitest';
import { classOf } from '../../examples/demo/simulate/class-of.js';
import { termIn } from '../../examples/demo/simulate/term.js';

describe('the simulated class', () => {
  it('is the same for the same seed', () => {
    const traits = (seed: number) => classOf(seed, 3).map(({ userId, mind }) => [userId, mind.traits]);
    expect(traits(1)).toEqual(traits(1));
    expect(traits(1)).not.toEqual(traits(2));
  });

  it('studies by the clock on the wall, also after the clocks have changed', () => {
    const { days, eve, after } = termIn('Europe/Zurich', 10);
    expect(days).toHaveLength(50);
    expect(days.at(0)?.at(15, 0).toISOString()).toBe('2026-09-07T13:00:00.000Z');
    expect(days.at(-1)?.at(15, 0).toISOString()).toBe('2026-11-13T14:00:00.000Z');
    expect(eve < after).toBe(true);
  });
});
