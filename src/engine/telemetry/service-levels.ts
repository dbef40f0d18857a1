import { type AnyPipeline, PIPELINES } from '../../pipelines/index.js';

/** Section 8.1 of the specification, as far as a process can see it itself. */
export const KPIS = {
  /** The share of calls that must stay under their target. */
  shareUnderTarget: 0.95,
  /** The share of queries that must go by an index. */
  shareIndexed: 0.9,
  /** How far ahead the growth of storage is to be known, in months. */
  planningMonths: 6,
} as const;

/** A latency target. */
export interface ServiceLevel {
  /** The name of the target. */
  readonly promise: string;
  /** The query or pipeline that the target is for. */
  readonly name: string;
  readonly kind: 'query' | 'pipeline';
  readonly targetMs: number;
  /** The share of calls that must be within the target. */
  readonly share: number;
  /** The expected frequency of calls. */
  readonly frequency?: 'very high' | 'high' | 'medium' | 'daily';
}

/** Section 3.1: promises that a verb of a repository keeps, with its target in milliseconds. */
const BY_QUERY = [
  { promise: 'user_authentication', name: 'users.findByEmail', targetMs: 50, frequency: 'high' },
  { promise: 'recent_session_history', name: 'learning_sessions.recent', targetMs: 200, frequency: 'high' },
  { promise: 'content_mastery_lookup', name: 'content_mastery.lookup', targetMs: 150, frequency: 'very high' },
  { promise: 'spaced_repetition_due', name: 'content_mastery.due', targetMs: 100, frequency: 'daily' },
] as const;

/** Section 3.1: promises that a pipeline keeps, which declares its target itself. */
const BY_PIPELINE: { readonly [pipeline: string]: Pick<ServiceLevel, 'promise' | 'frequency'> } = {
  profile_with_dna: { promise: 'user_profile_lookup', frequency: 'very high' },
  // Section 7.1 promises the same question in 300 ms, of the 500 here.
  emotional_wellness_trends: { promise: 'emotional_analytics_dashboard', frequency: 'medium' },
};

/** All latency targets: those of named queries, and those of pipelines that declare one. */
export const SERVICE_LEVELS: readonly ServiceLevel[] = [
  ...BY_QUERY.map((level) => ({ ...level, kind: 'query' as const, share: KPIS.shareUnderTarget })),
  ...(Object.values(PIPELINES) as readonly AnyPipeline[]).flatMap(({ name, targetMs }) =>
    targetMs === undefined
      ? []
      : [{ promise: name, ...BY_PIPELINE[name], name, kind: 'pipeline' as const, targetMs, share: KPIS.shareUnderTarget }],
  ),
];
