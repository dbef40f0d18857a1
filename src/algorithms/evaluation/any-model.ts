import { invalidInput } from '../../errors.js';
import { checkObject } from '../argument-checks.js';
import type { JsonObject, KnowledgeModel, Scheduler } from '../model.js';

/** Any built-in model, or a model of your own that implements the interface. */
// biome-ignore lint/suspicious/noExplicitAny: state and parameters are the model's own business, and a function takes them contravariantly
export type AnyModel = Scheduler<any, any> | KnowledgeModel<any, any>;

/** The parameters of a model. */
export type ParamsOf<M extends AnyModel> = M['defaults'];

/** The same parameters for all concepts, or a function from a concept's number to its parameters. */
export type ParamsChoice<M extends AnyModel> = ParamsOf<M> | ((concept: number) => ParamsOf<M>);

/** Asks for each concept's parameters once. */
export function paramsByConcept<M extends AnyModel>(params: ParamsChoice<M>): (concept: number) => JsonObject {
  if (typeof params !== 'function') return () => params as JsonObject;
  const paramsOf = params as (concept: number) => JsonObject;
  const known = new Map<number, JsonObject>();
  return (concept) => {
    const found = known.get(concept) ?? paramsOf(concept);
    known.set(concept, found);
    return found;
  };
}

export function checkModel(where: string, model: AnyModel): void {
  checkObject(where, model);
  for (const text of ['name', 'version'] as const) {
    if (typeof model[text] !== 'string') throw invalidInput(`${where}.${text}`, 'a string', model[text]);
  }
  for (const method of ['initial', 'update', 'predict'] as const) {
    if (typeof model[method] !== 'function')
      throw invalidInput(`${where}.${method}`, 'a method, as in Scheduler and KnowledgeModel', model[method]);
  }
}
