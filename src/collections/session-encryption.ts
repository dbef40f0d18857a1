/** What learners and the AI wrote in a session, and what tells of feelings. */
export const sessionEncryption = {
  encrypted: [
    'interactions.user_input',
    'interactions.ai_response.text',
    'session_context.learning_objectives',
    'session_outcome.learning_objectives_met',
    'emotional_journey.emotional_states_timeline.trigger',
    'emotional_journey.interventions_applied.reason',
    'evidence.triggers',
    'metadata',
  ],
  entryIds: {
    interactions: 'interaction_id',
    'emotional_journey.emotional_states_timeline': 'timestamp',
    'emotional_journey.interventions_applied': 'intervention_id',
  },
} as const;
