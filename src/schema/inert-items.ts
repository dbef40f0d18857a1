import { isProxy } from '../errors.js';

/**
 * The items of a plain list, each as it stands there; undefined for anything else, such as a list with holes, getters or fields of its own.
 * What the items are is not looked at: `parseInput` takes them one by one.
 */
export function inertItems(value: unknown): readonly unknown[] | undefined {
  if (isProxy(value) || !Array.isArray(value) || Object.getPrototypeOf(value) !== Array.prototype) return undefined;
  if (Reflect.ownKeys(value).length !== value.length + 1) return undefined;
  const items: unknown[] = [];
  for (let place = 0; place < value.length; place += 1) {
    const property = Object.getOwnPropertyDescriptor(value, place);
    if (property === undefined || !('value' in property)) return undefined;
    items.push(property.value);
  }
  return items;
}
