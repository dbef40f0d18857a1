import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { learnerOwner } from '../../cache/index.js';
import { type EventOf, learningEvents, parseInput, type User, users } from '../../collections/index.js';
import { assumedDna, firstReset, fold } from '../../learner/index.js';
import { inTransaction, isDuplicateKey, translateDriverError } from '../../repositories/index.js';
import { type CallControl, type EngineContext, patiently, pinned } from '../context.js';
import { createLearnerInput } from '../inputs.js';
import { bodyHash } from '../recording/body-hash.js';
import { changing } from '../recording/changing.js';
import { defined } from '../recording/new-event.js';

export type CreateLearnerInput = z.input<typeof createLearnerInput>;

/** Created before all that ever happened, so that an imported history of years ago can follow. */
const BEFORE_ALL_HISTORY = new Date(0);
const FREE_AI_QUERIES = 100;

/**
 * Makes an account and the first learning DNA, together or not at all. With a user_id of the caller's own it may be sent again.
 *
 * @throws AdaptiveLearningError `already_exists` when the email or the user_id is taken
 */
export async function createLearner(
  context: EngineContext,
  value: CreateLearnerInput,
  control: CallControl,
): Promise<{ readonly user_id: string }> {
  const where = 'createLearner';
  const input = parseInput(createLearnerInput, value, where);
  const now = context.clock();
  const userId = input.user_id ?? randomUUID();
  const event: EventOf<'learner_created'> = {
    type: 'learner_created',
    user_id: userId,
    event_id: 'learner_created/1',
    occurred_at: BEFORE_ALL_HISTORY,
    recorded_at: now,
    recorded_by: 'system',
    body_hash: bodyHash('learner_created', input),
    dna: { ...assumedDna(now), ...defined(input.learning_dna ?? {}) },
    schema_version: learningEvents.schemaVersion,
  };
  const { dna } = fold({ dna: null, session: null, mastery: null, previous: null }, event, context.models);
  const { repositories } = context;
  const attempt = async () => {
    await context.ensureTransactions();
    try {
      await inTransaction(pinned(context, control), async (options) => {
        await repositories.users.insertOne(accountOf(input, userId, now), options);
        await repositories.learning_events.insertOne(event, options);
        if (dna !== null) await repositories.learning_dna.insertOne(dna, options);
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const known = await repositories.learning_events.stored(userId, event.event_id, control);
      if (known?.body_hash !== event.body_hash) throw translateDriverError(error, where);
    }
  };
  // Somebody may have asked about this id before it was an account.
  await changing(context, [learnerOwner(userId)], () => patiently(context, where, control, attempt));
  return { user_id: userId };
}

function accountOf(input: z.output<typeof createLearnerInput>, userId: string, now: Date): User {
  const { email, password_hash, email_verified = false, profile, subscription = {}, preferences = {}, metadata } = input;
  const { usage_tracking, ...paid } = subscription;
  return {
    user_id: userId,
    email,
    password_hash,
    email_verified,
    created_at: now,
    updated_at: now,
    last_login: now,
    profile: {
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
        analytics_participation: false,
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
