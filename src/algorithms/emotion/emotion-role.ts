import { invalidInput } from '../../errors.js';
import { EMOTIONS, type EmotionalState } from './emotional-states.js';

/** What a state does to learning while it lasts. */
export type EmotionRole = 'productive' | 'neutral' | 'hindering';

/**
 * Whether a state helps learning, holds it back, or neither.
 *
 * Pleasant and aroused states are productive, unpleasant ones hindering: the positive activating and the negative emotions of control-value theory
 * (Pekrun 2006). Confusion is unpleasant but neutral here, for resolved it goes with deep learning (D'Mello, Lehman, Pekrun and Graesser,
 * Confusion can be beneficial for learning, Learning and Instruction 29, 2014). Neutral are also relief, which is pleasant and calm, surprise and neutral itself.
 *
 * @throws AdaptiveLearningError `invalid_input` when it is none of {@link EMOTIONAL_STATES}
 *
 * @example
 * [emotionRole('curiosity'), emotionRole('confusion'), emotionRole('boredom')] //=> ['productive', 'neutral', 'hindering']
 */
export function emotionRole(emotion: EmotionalState): EmotionRole {
  checkEmotion('emotionRole.emotion', emotion);
  const { valence, arousal } = EMOTIONS[emotion];
  if (valence < 0) return emotion === 'confusion' ? 'neutral' : 'hindering';
  return valence > 0 && arousal > 0 ? 'productive' : 'neutral';
}

export function checkEmotion(where: string, emotion: EmotionalState): void {
  if (typeof emotion !== 'string' || !Object.hasOwn(EMOTIONS, emotion)) throw invalidInput(where, 'one of EMOTIONAL_STATES', emotion);
}
