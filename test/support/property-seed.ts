import fc from 'fast-check';

// Each run draws new cases, and from time to time finds what nobody has thought of. A change that is judged by them
// (.ci/run sets FC_SEED) meets the same cases as the one before it, so that it is judged by what it changed.
const seed = Number(process.env['FC_SEED']);
// fast-check prints seeds with a sign.
if (Number.isSafeInteger(seed) && seed !== 0) fc.configureGlobal({ seed });
