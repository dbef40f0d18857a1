import { SHARED_SIZE } from './logistic-layout.js';
export const DEFAULT_BASE_RATE = 0.7;
export const DEFAULT_WEIGHTS: readonly number[] = Object.freeze(Array.from({ length: SHARED_SIZE }, (_, i) => (i === 0 ? Math.log(0.7 / 0.3) : 0)));
