import { type EmailClaim, emailClaims, type User, users } from '../../../src/collections/index.js';
import { learnerOf, nameOf } from './placeholder-ids.js';
import type { SimulatedHistory } from './simulate-history.js';

const MONTH_MS = 30 * 86_400_000;
/** As long as an argon2id hash in its typical form; it belongs to no password. */
const PASSWORD_HASH = `$argon2id$v=19$m=19456,t=2,p=1$${'c2FsdA'.repeat(4).slice(0, 22)}$${'aGFzaA'.repeat(8).slice(0, 43)}`;

/** The account of a life's learner, as `createLearner` makes it. */
export function accountOf({ shape, createdAt, events }: SimulatedHistory): User {
  const newest = events.at(-1)?.recorded_at ?? createdAt;
  const interactions = events.filter(({ type, occurred_at }) => type === 'interaction' && +newest - +occurred_at < MONTH_MS);
  return {
    user_id: learnerOf(),
    email: `${nameOf()}@example.com`,
    password_hash: PASSWORD_HASH,
    email_verified: shape.life % 5 !== 0,
    created_at: createdAt,
    updated_at: newest,
    last_login: newest,
    profile: {
      name: nameOf(),
      education_level: (['middle_school', 'high_school', 'undergraduate'] as const)[shape.life % 3] ?? 'high_school',
      timezone: shape.timezone,
      learning_goals: ['Pass the final exam'],
      subjects_of_interest: [],
    },
    subscription: {
      plan: shape.life % 4 === 0 ? 'premium' : 'free',
      status: 'active',
      billing_cycle: 'monthly',
      usage_tracking: {
        ai_queries_used: interactions.length,
        ai_queries_limit: 100,
        // The engine would say the same day of the next month; thirty days on can be moved with the rest.
        reset_date: new Date(newest.getTime() + MONTH_MS),
      },
    },
    preferences: {
      notification_settings: { email_notifications: true, study_reminders: true, progress_updates: false, achievement_notifications: true },
      privacy_settings: {
        analytics_participation: true,
        emotional_data_usage: shape.sharesEmotions,
        learning_data_sharing: false,
        public_profile: false,
      },
      learning_preferences: {
        explanation_style: 'detailed',
        difficulty_preference: 'adaptive',
        feedback_frequency: 'moderate',
        emotional_support_level: 'standard',
      },
    },
    account_status: 'active',
    security: { failed_login_attempts: 0, last_password_change: createdAt, two_factor_enabled: false },
    schema_version: users.schemaVersion,
  };
}

/** The claim on an account's address, as `createLearner` makes it. */
export function claimOf({ email = '', user_id, created_at }: User): EmailClaim {
  return { email, user_id, claimed_at: created_at, schema_version: emailClaims.schemaVersion };
}
