import { EMOTIONS, type EmotionalState, emotionRole } from '../algorithms/index.js';
import { type LearningSession, learningSessions } from '../collections/index.js';
import { keepNewest } from './newest.js';

const TRIGGERS_KEPT = 20;
/** The health of a session in which nothing was felt. */
export const NEITHER_GOOD_NOR_BAD = 0.5;

/** One reading of how a learner feels, by a detector or by their own word. */
export interface EmotionReading {
  readonly emotion: EmotionalState;
  readonly intensity: number;
  readonly confidence: number;
  readonly trigger?: string | undefined;
}

/** Emotions that hold learning back. */
export function isHindering(emotion: EmotionalState): boolean {
  return emotionRole(emotion) === 'hindering';
}

/** What a reading that is sure enough does to a session; one that is not changes nothing. */
export function foldEmotion(session: LearningSession, at: Date, reading: EmotionReading, threshold: number): LearningSession {
  if (reading.confidence < threshold) return session;
  const { emotion, intensity, trigger } = reading;
  const { evidence, emotional_journey: journey } = session;
  const wasHindered = evidence.current_emotion !== undefined && isHindering(evidence.current_emotion.emotion);
  const hindered = isHindering(emotion);
  const readings = evidence.emotion_readings + 1;
  const valenceSum = evidence.valence_sum + EMOTIONS[emotion].valence * intensity;
  const newTrigger = hindered && trigger !== undefined && !evidence.triggers.includes(trigger) ? trigger : undefined;
  return {
    ...session,
    emotional_journey: {
      ...journey,
      initial_emotional_state: journey.initial_emotional_state ?? emotion,
      emotional_states_timeline: keepNewest(
        journey.emotional_states_timeline,
        { timestamp: at, emotion, intensity, ...(trigger === undefined ? {} : { trigger }) },
        learningSessions.capped['emotional_journey.emotional_states_timeline'] as number,
      ),
      // The mean of valence times intensity, from -1 to 1, brought to 0 to 1.
      overall_emotional_health_score: Math.min(1, Math.max(0, (valenceSum / readings + 1) / 2)),
    },
    evidence: {
      ...evidence,
      emotion_readings: readings,
      valence_sum: valenceSum,
      current_emotion: { emotion, confidence: reading.confidence, at },
      triggers: newTrigger === undefined ? evidence.triggers : keepNewest(evidence.triggers, newTrigger, TRIGGERS_KEPT),
      setbacks: evidence.setbacks + (hindered && !wasHindered ? 1 : 0),
      recoveries: evidence.recoveries + (wasHindered && !hindered ? 1 : 0),
    },
  };
}

/** Whether a session goes by emotions: what comes after is coloured by the last one, and its end tells the DNA of all. */
export function hasEmotions({ evidence }: Pick<LearningSession, 'evidence'>): boolean {
  return evidence.current_emotion !== undefined || evidence.emotion_readings > 0 || Object.keys(evidence.emotions).length > 0;
}

/**
 * A session after the learner has withdrawn consent: what they felt before says nothing of what comes after, and the DNA does not learn
 * from it. What was stored of it stays in the journey's lists, which nobody reads while consent is withheld.
 */
export function forgetEmotion(session: LearningSession): LearningSession {
  const { current_emotion, ...evidence } = session.evidence;
  return {
    ...session,
    emotional_journey: { ...session.emotional_journey, overall_emotional_health_score: NEITHER_GOOD_NOR_BAD },
    evidence: { ...evidence, emotions: {}, emotion_readings: 0, valence_sum: 0, triggers: [], setbacks: 0, recoveries: 0 },
  };
}
