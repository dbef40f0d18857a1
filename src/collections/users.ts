import { z } from 'zod';
import { type Content, defineCollection, fields as f, LIMITS } from '../schema/index.js';
import type { UserDocument } from './documents.js';
import { recordedBy } from './recorded-by.js';

export const EDUCATION_LEVELS = [
  'primary_school',
  'middle_school',
  'high_school',
  'undergraduate',
  'graduate',
  'professional',
  'other',
] as const;

export const profile = z.strictObject({
  /** What the learner is called; the engine needs no name. */
  name: f.name.optional(),
  age: z.int().min(3).max(130).optional(),
  education_level: z.enum(EDUCATION_LEVELS),
  /** Where the learner's days begin and end. */
  timezone: f.timeZone,
  /** The hour, 0 to 23, at which the learner's day turns; studying past midnight still counts for the evening. */
  day_rollover_hour: z.int().min(0).max(23).optional(),
  location: z.strictObject({ country: f.name, region: f.name.optional() }).optional(),
  learning_goals: f.list(f.sentence, LIMITS.shortList),
  subjects_of_interest: f.list(f.name, LIMITS.shortList),
});

const subscription = z.strictObject({
  /** What the host sells, by whatever name: `free`, `premium`, `family`. */
  plan: f.name,
  status: z.enum(['active', 'inactive', 'cancelled', 'trial']),
  subscribed_at: f.instant.optional(),
  expires_at: f.instant.optional(),
  payment_method_id: f.name.optional(),
  billing_cycle: z.enum(['monthly', 'yearly']),
  usage_tracking: z.strictObject({
    ai_queries_used: f.count,
    ai_queries_limit: f.count,
    /** When `ai_queries_used` is reset to 0. */
    reset_date: f.instant,
  }),
});

export const preferences = z.strictObject({
  notification_settings: z.strictObject({
    email_notifications: z.boolean(),
    study_reminders: z.boolean(),
    progress_updates: z.boolean(),
    achievement_notifications: z.boolean(),
  }),
  privacy_settings: z.strictObject({
    analytics_participation: z.boolean(),
    emotional_data_usage: z.boolean(),
    learning_data_sharing: z.boolean(),
    public_profile: z.boolean(),
  }),
  learning_preferences: z.strictObject({
    explanation_style: z.enum(['concise', 'detailed', 'comprehensive']),
    difficulty_preference: z.enum(['easy', 'moderate', 'challenging', 'adaptive']),
    feedback_frequency: z.enum(['high', 'moderate', 'minimal']),
    emotional_support_level: z.enum(['minimal', 'standard', 'high']),
  }),
});

/**
 * An address in the one spelling that login and uniqueness go by: lower case, without surrounding space. Letters beyond ASCII are refused
 * before anything is folded: the Kelvin sign would become a `k`, and so somebody else's address.
 */
export const email = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]*$/, { error: 'an email address in ASCII' })
  .toLowerCase()
  .max(254)
  .pipe(z.email({ error: 'an email address' }));

export const users = defineCollection({
  name: 'users',
  description: 'an account: profile, subscription, preferences and consent',
  schema: z.strictObject({
    _id: f.objectId,
    user_id: f.userId,
    /** Of an account that logs in by it, or is written to; `email_claims` keeps it unique. Change it by `engine.setEmail`. */
    email: f.storedEmail.optional(),
    /** Of an account that logs in by a password, and so has an email. */
    password_hash: f.text(512).optional(),
    email_verified: z.boolean(),
    created_at: f.instant,
    updated_at: f.instant,
    /** Who made the last change of the account, where that was not the learner; absent before the first change. */
    updated_by: recordedBy.optional(),
    last_login: f.instant,
    profile,
    subscription,
    preferences,
    account_status: z.enum(['active', 'suspended', 'deleted']),
    /** When the learner last switched the use of their emotions off: what was felt until then colours nothing that is recorded later. */
    emotions_withdrawn_at: f.instant.optional(),
    /**
     * Counts the transactions that recorded something. Each writes it as it reads the account, so that none of them commits behind a
     * change of the account or of consent that was acknowledged.
     */
    recordings: f.count.optional(),
    security: z.strictObject({
      failed_login_attempts: f.count,
      last_password_change: f.instant,
      two_factor_enabled: z.boolean(),
    }),
    metadata: f.metadata.optional(),
    schema_version: f.schemaVersion,
  }),
  schemaVersion: 1,
  owner: 'user_id',
  identity: ['user_id'],
  claimed: ['email'],
  modulesUpdate: ['password_hash', 'email_verified', 'last_login', 'updated_at', 'security'],
  shardKey: { user_id: 1 },
  indexes: [
    { name: 'email', key: { email: 1 }, why: "a host's own look-up by address; that it is unique is what email_claims is for" },
    { name: 'user_id', key: { user_id: 1 }, unique: true, why: 'every reference from outside and from other collections' },
    {
      name: 'subscription',
      key: { 'subscription.status': 1, 'subscription.expires_at': 1 },
      why: 'subscriptions that run out',
    },
    {
      name: 'analytics',
      key: { 'preferences.privacy_settings.analytics_participation': 1 },
      why: 'who takes no part in analytics and is left out of it',
    },
    { name: 'created_at', key: { created_at: -1 }, why: 'recent users' },
    { name: 'last_login', key: { last_login: -1 }, why: 'user activity' },
  ],
  capped: {},
  encrypted: ['password_hash', 'profile.name', 'profile.location', 'profile.learning_goals', 'metadata'],
  secrets: ['password_hash'],
  consent: {},
  retention: [
    { part: '*', keep: 'while_active' },
    { part: '*', keep: { days: 30 }, countedFrom: 'account_deletion', then: 'delete' },
    { part: '*', keep: { days: 731 }, countedFrom: 'last_login', then: 'archive' },
    { part: '*', keep: { days: 1826 }, countedFrom: 'last_login', then: 'delete' },
  ],
  pseudonymised: {
    user_id: 'replace_id',
    email: 'drop',
    password_hash: 'drop',
    profile: 'drop',
    security: 'drop',
    'subscription.payment_method_id': 'drop',
    metadata: 'drop',
  },
});

export type User = Content<UserDocument>;
