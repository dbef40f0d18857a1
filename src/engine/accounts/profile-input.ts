import { z } from 'zod';
import { profile } from '../../collections/index.js';
import { described, inputSchema } from '../../runtime/index.js';

const { shape } = profile;

const location = z.strictObject(
  described(shape.location.unwrap().shape, { country: 'The country, 1 to 120 characters.', region: 'The region within the country.' }),
);

const SENTENCES = {
  name: "The learner's name, 1 to 120 characters; optional.",
  age: 'The age in years, 3 to 130.',
  education_level: 'The level of education.',
  timezone: "The IANA time zone of the learner's days, in any spelling: `Europe/Zurich`.",
  day_rollover_hour:
    "The hour at which the learner's day begins, 0 to 23; 4 if not given, so that studying after midnight counts for the evening before.",
  location: 'Where the learner lives.',
  learning_goals: "The learner's goals, up to 50 sentences.",
  subjects_of_interest: "The learner's favourite subjects, up to 50 names.",
} as const;

/** The profile of a new account. */
export const newProfile = z.strictObject(
  described(
    {
      ...shape,
      education_level: shape.education_level.optional(),
      location: location.optional(),
      learning_goals: shape.learning_goals.optional(),
      subjects_of_interest: shape.subjects_of_interest.optional(),
    },
    { ...SENTENCES, education_level: 'The level of education; `other` if not given.' },
  ),
);

/** What of a profile changes; what is not named stays. */
export const updateProfileInput = inputSchema(
  'UpdateProfileInput',
  {
    name: shape.name.unwrap().nullable().optional(),
    age: shape.age.unwrap().nullable().optional(),
    education_level: shape.education_level.optional(),
    timezone: shape.timezone.optional(),
    day_rollover_hour: shape.day_rollover_hour.unwrap().nullable().optional(),
    location: location.nullable().optional(),
    learning_goals: shape.learning_goals.optional(),
    subjects_of_interest: shape.subjects_of_interest.optional(),
  },
  {
    ...SENTENCES,
    name: `${SENTENCES.name} Null removes it.`,
    age: `${SENTENCES.age} Null removes it.`,
    timezone: `${SENTENCES.timezone} It holds from the next session on.`,
    day_rollover_hour: "The hour at which the learner's day begins, 0 to 23; null resets it to 4.",
    location: 'Where the learner lives; replaces the whole location. Null removes it.',
    learning_goals: `${SENTENCES.learning_goals.slice(0, -1)}; replaces the list.`,
    subjects_of_interest: `${SENTENCES.subjects_of_interest.slice(0, -1)}; replaces the list.`,
  },
);
