import { invalidInput } from '../../errors.js';
import { EMOTIONS, type EmotionalState } from './emotional-states.js';

/** The effect of an emotional state on learning. */
export type EmotionRole = 'productive' | 'neutral' | 'hindering';

/**
 * Whether a state helps learning, hinders it, or neither.
 *
 * Pleasant and aroused states are productive, unpleasant ones hindering: the positive activating and the negative emotions of control-value theory
 * (Pekrun 2006). Confusion is unpleasant but neutral here, because resolved confusion correlates with deep learning (D'Mello, Lehman, Pekrun and
 * Graesser, Confusion can be beneficial for learning, Learning and Instruction 29, 2014). Relief (pleasant and calm), surprise and `neutral` are also
 * neutral.
 *
 * @throws AdaptiveLearningError `invalid_input` when it is not one of {@link EMOTIONAL_STATES}
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
