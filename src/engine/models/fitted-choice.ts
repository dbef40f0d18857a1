import type { Json, JsonObject } from '../../algorithms/index.js';
import type { ModelFit } from '../../collections/index.js';
import { type ConceptNames, conceptKey, presentName } from '../../learner/index.js';
import type { CallOptions, Repositories } from '../../repositories/index.js';
import { frozen } from './frozen.js';

/** The parameters that a fit found, as the engine serves them. */
export interface FittedParams {
  readonly params: JsonObject;
  readonly paramsByConcept?: ReadonlyMap<string, JsonObject>;
  readonly paramsVersion: string;
}

/** Reads the parameters of a fit, those of concepts under the names that the concepts have now. */
export async function fittedParams(
  { model_fit_concepts }: Repositories,
  fit: ModelFit,
  names: ConceptNames | undefined,
  options: CallOptions,
): Promise<FittedParams> {
  const params = frozen(fit.params as JsonObject);
  const common = { params, paramsVersion: fit.params_version };
  if (fit.concepts === 0) return common;
  const own = new Map<string, JsonObject>();
  const former = new Map<string, JsonObject>();
  for await (const concept of model_fit_concepts.ofFit(fit, options)) {
    const now = presentName(concept, { names });
    (now === concept ? own : former).set(conceptKey(now), frozen(sharing(params, concept.params as JsonObject)));
  }
  // What was found under the name that the concept has now goes before what was found under one that it had.
  return { ...common, paramsByConcept: new Map([...former, ...own]) };
}

/** The parameters of a concept, with what they have in common with those of all as one object: thousands of concepts repeat it. */
function sharing<Own extends Json>(common: Json | undefined, own: Own): Own {
  if (typeof own !== 'object' || own === null || typeof common !== 'object' || common === null) return own;
  if (Array.isArray(own) || Array.isArray(common)) return areEqual(common, own) ? (common as Own) : own;
  const [before, keys] = [common as JsonObject, Object.keys(own)];
  const shared = Object.fromEntries(keys.map((key) => [key, sharing(before[key], (own as JsonObject)[key] as Json)]));
  const isSame = keys.length === Object.keys(before).length && keys.every((key) => shared[key] === before[key]);
  return (isSame ? before : shared) as Own;
}

/** Lists of numbers, as parameters are; lists of anything else are each their own. */
function areEqual(a: Json, b: Json): boolean {
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((each, place) => each === b[place]);
}
