import type { JsonObject } from '../../algorithms/index.js';

/** Models check frozen parameters once, and others each time. */
export function frozen<Value extends JsonObject>(value: Value): Value {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) frozen(part as JsonObject);
  return Object.freeze(value);
}
