import {
  EMOTIONAL_STATES,
  type EmotionalState,
  type EmotionFigures,
  emotionFigures,
  emotionRole,
  emotionTrends,
} from '../../algorithms/index.js';
import { type EmotionalAnalytics, type EmotionalEvidence, emotionalAnalytics } from '../../collections/index.js';
import { addEvidence } from './emotional-day.js';
import { emotionalInsights } from './emotional-insights.js';
import { analysisDate, type DataSource, PERIODS } from './emotional-period.js';

/** The share of the typical success that must be lacking before a state is called a problem: less is what a few answers do by chance. Ours. */
const LEAST_HINDRANCE = 0.05;
/** Digits beyond this are what rounding leaves of sums in another order. */
const ROUNDING = 1e-9;

/** What a document is made of. */
export interface EmotionalPeriod {
  readonly userId: string;
  readonly source: DataSource;
  /** The first day of the period, counted from 1970. */
  readonly day: number;
  readonly evidence: EmotionalEvidence;
  /** What the trends are beside: the days before, or the period before; empty where nothing is known of them. */
  readonly before: readonly EmotionalEvidence[];
}

/** The document of a day, a week or a month, every figure worked out from its sums. */
export function emotionalAnalyticsOf({ userId, source, day, evidence, before }: EmotionalPeriod): Omit<EmotionalAnalytics, 'revision'> {
  const figures = emotionFigures(evidence);
  const { dominant_emotion, emotion_distribution, overall_emotional_wellness, effects, hours } = figures;
  if (dominant_emotion === null || overall_emotional_wellness === null) throw new TypeError('A period without readings has no document');
  return {
    user_id: userId,
    analysis_date: analysisDate(day),
    data_source: source,
    emotional_summary: {
      dominant_emotion,
      emotion_distribution,
      emotional_stability_score: figures.emotional_stability_score,
      overall_emotional_wellness,
    },
    learning_correlation_analysis: {
      most_productive_emotions: figures.learning
        .filter(({ learning_hindrance_score }) => learning_hindrance_score === 0)
        .map(({ emotion, learning_effectiveness_score, concepts_mastered_rate }) => ({
          emotion,
          learning_effectiveness_score,
          concepts_mastered_rate,
        })),
      problematic_emotional_patterns: problems(figures),
      optimal_learning_conditions: {
        best_emotional_state_for_new_concepts: figures.best.get('introduction') ?? null,
        best_emotional_state_for_practice: figures.best.get('practice') ?? null,
        best_emotional_state_for_assessment: figures.best.get('assessment') ?? null,
      },
    },
    intervention_effectiveness: {
      interventions_applied: effects.map(({ intervention_type, application_count, success_rate, average_effectiveness_rating }) => ({
        intervention_type,
        application_count,
        success_rate,
        average_effectiveness_rating,
      })),
      emotional_recovery_patterns: {
        average_recovery_time_minutes: figures.average_recovery_time_minutes,
        most_effective_recovery_strategies: effects.flatMap(({ intervention_type, success_rate, applicable_emotions }) =>
          success_rate === null || success_rate === 0
            ? []
            : { strategy: intervention_type, success_rate, applicable_emotions: [...applicable_emotions] },
        ),
      },
    },
    trends_and_patterns: {
      emotional_trends: before.length === 0 ? [] : trends(figures, before, PERIODS[source].comparison),
      temporal_patterns: {
        best_learning_times: [...hours.best_learning_times],
        challenging_periods: [...hours.challenging_periods],
        emotional_biorhythm_insights: emotionalInsights(hours),
      },
    },
    evidence,
    schema_version: emotionalAnalytics.schemaVersion,
  };
}

function rounded(value: number): number {
  return Math.round(value / ROUNDING);
}

type Problem = EmotionalAnalytics['learning_correlation_analysis']['problematic_emotional_patterns'][number];

/** Hindering states that occurred, and states in which answers went worse than usual: what holds back most first, then what took most time. */
function problems(figures: EmotionFigures): Problem[] {
  const hindrance = new Map(figures.learning.map(({ emotion, learning_hindrance_score }) => [emotion, learning_hindrance_score]));
  const minutes = (emotion: EmotionalState) => rounded(figures.emotion_distribution[emotion]?.total_time_minutes ?? 0);
  const occurring = EMOTIONAL_STATES.filter(
    (state) =>
      rounded(hindrance.get(state) ?? 0) >= rounded(LEAST_HINDRANCE) ||
      (emotionRole(state) === 'hindering' && figures.emotion_distribution[state] !== undefined),
  );
  const rows = occurring.map((emotion) => ({
    emotion,
    learning_hindrance_score: hindrance.get(emotion) ?? null,
    common_triggers: [...(figures.triggers.get(emotion) ?? [])],
    recovery_time_minutes: figures.average_recovery_time_minutes[emotion] ?? null,
  }));
  const score = (row: Problem) => rounded(row.learning_hindrance_score ?? -1);
  return rows.sort((a, b) => score(b) - score(a) || minutes(b.emotion) - minutes(a.emotion));
}

function trends(figures: EmotionFigures, before: readonly EmotionalEvidence[], time_period: string) {
  const { emotion_distribution: earlier } = emotionFigures(addEvidence(before));
  return emotionTrends(earlier, figures.emotion_distribution).map((trend) => ({ ...trend, time_period }));
}
