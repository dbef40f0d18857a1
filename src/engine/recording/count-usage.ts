import { countAiQuery, type IncomingEvent } from '../../learner/index.js';
import { type CallOptions, WriteConflict } from '../../repositories/index.js';
import type { EngineContext } from '../context.js';

/** Counts the AI query of an interaction in its learner's account, in the same transaction. */
export async function countUsage(context: EngineContext, event: IncomingEvent, options: CallOptions): Promise<void> {
  if (event.type !== 'interaction' || event.interaction.ai_response === undefined) return;
  const { users } = context.repositories;
  const user = await users.findOne({ user_id: event.user_id }, { ...options, fields: ['subscription'] });
  if (user === null) return;
  const { usage_tracking: before } = user.subscription;
  const after = countAiQuery(before, event.occurred_at);
  if (after === before) return;
  const counted = await users.updateOne(
    {
      user_id: event.user_id,
      'subscription.usage_tracking.ai_queries_used': before.ai_queries_used,
      'subscription.usage_tracking.reset_date': before.reset_date,
    },
    {
      set: {
        'subscription.usage_tracking.ai_queries_used': after.ai_queries_used,
        'subscription.usage_tracking.reset_date': after.reset_date,
      },
    },
    options,
  );
  if (!counted) throw new WriteConflict();
}
