/**
 * How long, how many, how old: the bounds that keep every stored document below {@link LIMITS.documentBytes}.
 * A test derives the largest possible document of each declaration from them.
 */
export const LIMITS = {
  /** No stored document may pass this, far below MongoDB's 16 MiB, so that one append never rewrites much. Bytes. */
  documentBytes: 1_000_000,
  /** Names of subjects, topics, concepts, strategies, triggers. Characters as Unicode counts them (code points), as all text lengths here. */
  nameLength: 120,
  /** Ids of learners and sessions, which are the host's own. */
  idLength: 128,
  /** Ids of stored events: an id of a session between a word and a time. */
  storedEventIdLength: 200,
  /** Goals, reasons, evidence, recommendations: a sentence. */
  sentenceLength: 300,
  /** What a learner wrote in one interaction. */
  userInputLength: 4_000,
  /** What the AI answered in one interaction. */
  aiTextLength: 8_000,
  /** Everything in one `metadata` object, as JSON. Bytes. */
  metadataBytes: 4_096,
  /** The parameters that a fit found for one concept, as JSON: the weights of its items make them long. Bytes. */
  fitParamsBytes: 163_840,
  /** Entries of a list that a person writes: goals, topics, objectives. */
  shortList: 50,
  /** Different names that one document may count by: subjects of a learner, strategies of a concept. */
  distinctNames: 50,
  /** Prerequisites of one concept, and concepts that depend on it. */
  prerequisites: 50,
  /** Reasons why a fit gave a concept no parameters of its own. */
  fitReasons: 10,
  /** Longest interval between two reviews: a hundred years. Days. */
  intervalDays: 36_500,
  /** Most successes in a row that a card of another system may tell of. */
  repetitions: 100_000,
  /** Seconds that one answer may have taken: a day. */
  responseSeconds: 86_400,
  /** Hints taken for one question, and tries at it. */
  helpCount: 1_000,
  /** Earliest time an event may carry. */
  earliestEvent: new Date('2000-01-01T00:00:00Z'),
  /** How far ahead of the server's clock a device's clock may run. Milliseconds: a day. */
  clockSkewMs: 86_400_000,
} as const;
