import { z } from 'zod';
import { profile } from '../../collections/index.js';

const { shape } = profile;

/** What of a profile changes; what is not named stays. */
export const updateProfileInput = z.strictObject({
  /** Null for none. */
  name: shape.name.unwrap().nullable().optional(),
  /** Null for none. */
  age: shape.age.unwrap().nullable().optional(),
  education_level: shape.education_level.optional(),
  /** Where the learner's days turn from the next session on. */
  timezone: shape.timezone.optional(),
  /** Null for the usual hour. */
  day_rollover_hour: shape.day_rollover_hour.unwrap().nullable().optional(),
  /** Takes the place of the earlier one whole; null for none. */
  location: shape.location.unwrap().nullable().optional(),
  /** Takes the place of the earlier list. */
  learning_goals: shape.learning_goals.optional(),
  /** Takes the place of the earlier list. */
  subjects_of_interest: shape.subjects_of_interest.optional(),
});
