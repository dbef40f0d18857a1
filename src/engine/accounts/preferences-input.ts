import { z } from 'zod';
import { preferences } from '../../collections/index.js';
import { described, inputSchema } from '../../runtime/index.js';

const { notification_settings, privacy_settings, learning_preferences } = preferences.shape;

const notifications = described(notification_settings.shape, {
  email_notifications: 'Whether the learner wants email.',
  study_reminders: 'Whether the learner wants to be reminded of studying.',
  progress_updates: 'Whether the learner wants to hear of their progress.',
  achievement_notifications: 'Whether the learner wants to hear of achievements.',
});

const privacy = described(privacy_settings.shape, {
  analytics_participation: 'Whether the learner counts in figures of classes, cohorts and use.',
  emotional_data_usage: 'Whether emotions are stored and used. Switching it off holds at once, also for what is being recorded.',
  learning_data_sharing: 'Whether you may share what the learner learns; the engine only stores it.',
  public_profile: 'Whether the profile may be shown to others; the engine only stores it.',
});

const learning = described(learning_preferences.shape, {
  explanation_style: 'How detailed explanations are to be.',
  difficulty_preference: 'How hard questions are to be.',
  feedback_frequency: 'How often the learner wants feedback.',
  emotional_support_level: 'How much encouragement the learner wants.',
});

/** Settings of a learner; what is not named keeps its value. */
export const updatePreferencesInput = inputSchema(
  'UpdatePreferencesInput',
  {
    notification_settings: z.strictObject(notifications).partial().optional(),
    privacy_settings: z.strictObject(privacy).partial().optional(),
    learning_preferences: z.strictObject(learning).partial().optional(),
  },
  {
    notification_settings: 'What the learner wants to be told; what is not named keeps its value.',
    privacy_settings: 'What the learner allows; what is not named keeps its value.',
    learning_preferences: 'How the learner wants to be taught; what is not named keeps its value.',
  },
);
