/**
 * Limits on lengths, counts and times, which keep every stored document below {@link LIMITS.documentBytes}.
 */
export const LIMITS = {
  /** Maximum size of a stored document in bytes, far below MongoDB's 16 MiB. */
  documentBytes: 1_000_000,
  /** Names of subjects, topics, concepts, strategies and triggers, in characters. All text lengths count Unicode code points. */
  nameLength: 120,
  /** Ids of learners and sessions, in characters. */
  idLength: 128,
  /** Ids of stored events, in characters. */
  storedEventIdLength: 200,
  /** Goals, reasons, evidence and recommendations, in characters. */
  sentenceLength: 300,
  /** A learner's text in one interaction, in characters. */
  userInputLength: 4_000,
  /** The AI's text in one interaction, in characters. */
  aiTextLength: 8_000,
  /** A `metadata` object as JSON, in bytes. */
  metadataBytes: 4_096,
  /** The fitted parameters of one concept, including its items, as JSON, in bytes. */
  fitParamsBytes: 163_840,
  /** Entries of lists written by a person, such as goals, topics and objectives. */
  shortList: 50,
  /** Distinct names in one document, such as the subjects of a learner and the strategies of a concept. */
  distinctNames: 50,
  /** Prerequisites of a concept, and concepts that depend on it. */
  prerequisites: 50,
  /** Reasons why a fit gave a concept no parameters of its own. */
  fitReasons: 10,
  /** Maximum interval between two reviews in days. */
  intervalDays: 36_500,
  /** Maximum number of consecutive successes of an imported card. */
  repetitions: 100_000,
  /** Maximum response time in seconds. */
  responseSeconds: 86_400,
  /** Maximum number of hints and of attempts for one question. */
  helpCount: 1_000,
  /** Earliest time of an event. */
  earliestEvent: new Date('2000-01-01T00:00:00Z'),
  /** How far in the future the time of an event may be, in milliseconds. */
  clockSkewMs: 86_400_000,
} as const;
