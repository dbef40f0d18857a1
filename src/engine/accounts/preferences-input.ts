import { z } from 'zod';
import { preferences } from '../../collections/index.js';
import { described, inputSchema } from '../../runtime/index.js';

const { notification_settings, privacy_settings, learning_preferences } = preferences.shape;

const notifications = described(notification_settings.shape, {
  email_notifications: 'Whether to send email notifications; the engine only stores it.',
  study_reminders: 'Whether to send study reminders; the engine only stores it.',
  progress_updates: 'Whether to send progress updates; the engine only stores it.',
  achievement_notifications: 'Whether to send notifications about achievements; the engine only stores it.',
});

const privacy = described(privacy_settings.shape, {
  analytics_participation: 'Whether the learner is counted in figures about cohorts, the platform and usage, and in fits.',
  emotional_data_usage: 'Whether emotions are stored and used. Switching it off takes effect at once, even for calls that are running.',
  learning_data_sharing: 'Whether learning data may be shared; the engine only stores it.',
  public_profile: 'Whether the profile may be shown to others; the engine only stores it.',
});

const learning = described(learning_preferences.shape, {
  explanation_style: 'The preferred detail of explanations.',
  difficulty_preference: 'The preferred difficulty of questions.',
  feedback_frequency: 'The preferred frequency of feedback.',
  emotional_support_level: 'The preferred amount of encouragement.',
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
    notification_settings: 'Notification settings; fields that are not given keep their values.',
    privacy_settings: 'Privacy settings; fields that are not given keep their values.',
    learning_preferences: 'Learning preferences; fields that are not given keep their values.',
  },
);
