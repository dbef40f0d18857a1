export { type EloConceptParams, elo, eloConceptDefaults } from './elo.js';
export { type EloRating, type EloStep, eloInitialRating } from './elo-rating.js';
export { type EloParams, type EloRatings, type EloUpdate, eloDefaults, eloProbability, updateElo } from './elo-ratings.js';
