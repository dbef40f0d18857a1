export { difficultyForSuccess } from './difficulty-for-success.js';
export {
  type RecentSuccess,
  updateRecentSuccess,
} from './recent-success.js';
export {
  type CurrentAffect,
  DIFFICULTY_REASONS,
  type DifficultyChange,
  type DifficultyReason,
  type TargetDifficulty,
  type TargetDifficultyInput,
  targetDifficulty,
} from './target-difficulty.js';
export {
  KLINKENBERG_TARGET_SUCCESS,
  type TargetDifficultyParams,
  targetDifficultyDefaults,
  WILSON_TARGET_SUCCESS,
} from './target-difficulty-params.js';
