import { EMOTIONAL } from '../schema/index.js';

/** What a session shows of a learner who withholds their emotions: nothing was felt in it. */
export const sessionConsent = {
  'emotional_journey.initial_emotional_state': EMOTIONAL.absent,
  'emotional_journey.emotional_states_timeline': EMOTIONAL.as([]),
  'emotional_journey.final_emotional_state': EMOTIONAL.absent,
  'emotional_journey.overall_emotional_health_score': EMOTIONAL.as(0.5),
  'interactions.emotional_context': EMOTIONAL.absent,
  'evidence.emotions': EMOTIONAL.as({}),
  'evidence.emotion_readings': EMOTIONAL.as(0),
  'evidence.valence_sum': EMOTIONAL.as(0),
  'evidence.current_emotion': EMOTIONAL.absent,
  'evidence.triggers': EMOTIONAL.as([]),
  'evidence.setbacks': EMOTIONAL.as(0),
  'evidence.recoveries': EMOTIONAL.as(0),
} as const;
