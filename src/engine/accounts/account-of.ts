import type { z } from 'zod';
import { type User, users } from '../../collections/index.js';
import { firstReset } from '../../learner/index.js';
import { defined } from '../../runtime/index.js';
import type { createLearnerInput } from './create-learner-input.js';

const FREE_AI_QUERIES = 100;
/** The education level of a learner for whom none was given. */
const DEFAULT_EDUCATION = 'other';

/** An account of what was given, with what was not filled in: nothing about a learner is shared until they say so. */
export function accountOf(input: z.output<typeof createLearnerInput>, userId: string, now: Date): User {
  const { email, password_hash, email_verified = false, profile, subscription = {}, preferences = {}, metadata } = input;
  const { usage_tracking, ...paid } = subscription;
  return {
    user_id: userId,
    ...defined({ email, password_hash }),
    email_verified,
    created_at: now,
    updated_at: now,
    last_login: now,
    profile: {
      education_level: DEFAULT_EDUCATION,
      ...defined(profile),
      learning_goals: profile.learning_goals ?? [],
      subjects_of_interest: profile.subjects_of_interest ?? [],
    },
    subscription: {
      plan: 'free',
      status: 'active',
      billing_cycle: 'monthly',
      ...defined(paid),
      usage_tracking: usage_tracking ?? { ai_queries_used: 0, ai_queries_limit: FREE_AI_QUERIES, reset_date: firstReset(now) },
    },
    preferences: {
      notification_settings: {
        email_notifications: false,
        study_reminders: false,
        progress_updates: false,
        achievement_notifications: false,
        ...defined(preferences.notification_settings ?? {}),
      },
      // Nothing about a learner is shared or used beyond teaching them until they say so; emotions are part of that.
      privacy_settings: {
        analytics_participation: true,
        emotional_data_usage: false,
        learning_data_sharing: false,
        public_profile: false,
        ...defined(preferences.privacy_settings ?? {}),
      },
      learning_preferences: {
        explanation_style: 'detailed',
        difficulty_preference: 'adaptive',
        feedback_frequency: 'moderate',
        emotional_support_level: 'standard',
        ...defined(preferences.learning_preferences ?? {}),
      },
    },
    account_status: 'active',
    security: { failed_login_attempts: 0, last_password_change: now, two_factor_enabled: false },
    ...defined({ metadata }),
    schema_version: users.schemaVersion,
  };
}
