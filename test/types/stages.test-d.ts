import { test } from 'vitest';
import { PIPELINES, stagesOf } from '../../src/pipelines/index.js';

const at = new Date('2026-03-31T18:00:00Z');
const span = { since: new Date('2026-03-01T00:00:00Z'), until: at };

test('stagesOf takes the params that the documentation shows: what has a default may be left out', () => {
  stagesOf(PIPELINES.user_progress_dashboard, PIPELINES.user_progress_dashboard.example);
  stagesOf(PIPELINES.review_forecast, PIPELINES.review_forecast.example);
  stagesOf(PIPELINES.class_mastery, PIPELINES.class_mastery.example);
  stagesOf(PIPELINES.hardest_concepts, PIPELINES.hardest_concepts.example);
  stagesOf(PIPELINES.forgetting_curves, PIPELINES.forgetting_curves.example);
  stagesOf(PIPELINES.ai_usage, span);
  stagesOf(PIPELINES.user_progress_dashboard, { user_id: 'ada', at, mastered_above: 0.8 });
});

test('and no others', () => {
  // @ts-expect-error a param that no pipeline has
  stagesOf(PIPELINES.ai_usage, { ...span, curves: 'power' });
  // @ts-expect-error an instant is a Date
  stagesOf(PIPELINES.ai_usage, { since: '2026-03-01', until: at });
  // @ts-expect-error without whom it is about
  stagesOf(PIPELINES.user_progress_dashboard, { at, mastered_above: 0.8 });
});
