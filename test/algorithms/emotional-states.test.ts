import { describe, expect, it } from 'vitest';
import { AFFECT_SOURCES, type Affect, EMOTIONAL_STATES, EMOTIONS, type EmotionalState } from '../../src/algorithms/index.js';

const quadrant = ({ valence, arousal }: Affect): string => `${'-0+'[Math.sign(valence) + 1]}${'-0+'[Math.sign(arousal) + 1]}`;
const inQuadrant = (signs: string): EmotionalState[] => EMOTIONAL_STATES.filter((state) => quadrant(EMOTIONS[state]) === signs);

describe('the emotional states', () => {
  it('are these sixteen, each placed', () => {
    expect(EMOTIONAL_STATES).toHaveLength(16);
    expect(Object.keys(EMOTIONS)).toEqual([...EMOTIONAL_STATES]);
  });

  it('lie in the quadrants of the literature', () => {
    expect(inQuadrant('++')).toEqual(['engaged_concentration', 'curiosity', 'delight', 'enjoyment', 'hope', 'pride']);
    expect(inQuadrant('-+')).toEqual(['confusion', 'frustration', 'anxiety', 'shame', 'anger']);
    expect(inQuadrant('--')).toEqual(['boredom', 'hopelessness']);
    expect(inQuadrant('+-')).toEqual(['relief']);
    expect([inQuadrant('0+'), inQuadrant('00')]).toEqual([['surprise'], ['neutral']]);
  });

  it('have their numbers from -1 to 1 and a source that is cited', () => {
    for (const { valence, arousal, source } of Object.values(EMOTIONS)) {
      expect(Math.max(Math.abs(valence), Math.abs(arousal))).toBeLessThanOrEqual(1);
      expect(AFFECT_SOURCES[source]).not.toBe('');
    }
    expect(new Set(Object.values(EMOTIONS).map(({ source }) => source))).toEqual(new Set(Object.keys(AFFECT_SOURCES)));
  });
});
