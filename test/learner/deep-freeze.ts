/** Freezes a value and all that is in it, so that anyone who changes it throws. A Date cannot be frozen. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (!(value instanceof Date)) Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
  return value;
}
