export { fitPfa, PFA_ODDITIES, type PfaConceptReport, type PfaFit, type PfaFitOptions, type PfaOddity } from './fit-pfa.js';
export { PFA_COUNTS, type PfaCounts, type PfaParams, type PfaState, pfa, pfaDefaults, pfaProbability } from './pfa.js';
