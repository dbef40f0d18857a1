import { hash } from 'node:crypto';

/** Names a call's input: equal inputs, whatever the order of their keys, have equal hashes. */
export function bodyHash(type: string, input: object): string {
  return hash('sha256', `${type}\n${canonical(input)}`);
}

function canonical(value: unknown): string {
  if (value instanceof Date) return `"${value.toISOString()}"`;
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = value as { readonly [key: string]: unknown };
  const keys = Object.keys(fields).filter((key) => fields[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(fields[key])}`)
    .join()}}`;
}
