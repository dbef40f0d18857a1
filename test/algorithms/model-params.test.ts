import { describe, expect, it } from 'vitest';
import {
  ALGORITHMS,
  type AlgorithmRow,
  checkForgettingCurveParams,
  type ForgettingCurveParams,
  forgettingCurveDefaults,
  type JsonObject,
} from '../../src/algorithms/index.js';
import { refusalAtOnce } from '../support/refusal.js';

interface Checked {
  readonly where: string;
  readonly defaults: JsonObject;
  readonly check: ((params: JsonObject) => void) | undefined;
  /** What a caller who never heard of the check calls first. */
  readonly first: ((params: JsonObject) => unknown) | undefined;
}

const rows: readonly AlgorithmRow[] = ALGORITHMS;
const models: readonly Checked[] = [
  ...rows.map(({ kind, model }) => ({
    where: `${model.name}.params`,
    defaults: model.defaults,
    check: model.checkParams as ((params: JsonObject) => void) | undefined,
    // A pool that only takes a mean reads no parameters.
    first:
      model.name === 'opinion_pool'
        ? undefined
        : ((kind === 'predictor' ? model.initialLearner : model.initial) as (params: JsonObject) => unknown),
  })),
  {
    where: 'forgettingCurve.params',
    defaults: forgettingCurveDefaults as JsonObject,
    check: (params) => checkForgettingCurveParams(params as unknown as ForgettingCurveParams),
    first: undefined,
  },
];

const HOSTILE: readonly unknown[] = [undefined, Number.NaN, 'x', {}, [{}], -1e9, Number.POSITIVE_INFINITY, () => 1, 1n];

/** Each object within the parameters, with the path to it. */
function objectsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => objectsIn(inner, [...path, key]))];
}

function withKey(value: unknown, path: readonly string[], key: string, to: unknown): JsonObject {
  const [next, ...rest] = path;
  const object = value as { readonly [key: string]: unknown };
  return { ...object, ...(next === undefined ? { [key]: to } : { [next]: withKey(object[next], rest, key, to) }) } as JsonObject;
}

describe.each(models.map((model) => [model.where, model] as const))('%s', (where, { defaults, check, first }) => {
  const refusal = (params: unknown, call = check) => refusalAtOnce(() => call?.(params as JsonObject));

  it('are checked, and the defaults are in order, frozen or not', () => {
    expect(check).toBeTypeOf('function');
    check?.(defaults);
    check?.(JSON.parse(JSON.stringify(defaults)) as JsonObject);
  });

  it('have no key that the model does not know, at any depth, and the refusal names it', () => {
    for (const path of objectsIn(defaults)) {
      for (const call of [check, first]) {
        if (call === undefined) continue;
        const error = refusal(withKey(defaults, path, 'nonsense', 1), call);
        expect(error, path.join()).toMatchObject({ code: 'invalid_input', where: [where, ...path].join('.') });
        expect(error.message).toContain('the unknown parameter nonsense');
      }
    }
  });

  it('repeat no text that stands where a key should be', () => {
    for (const key of ['ada@example.org', 'line\nbreak', '\u001b[31mred', '\u202Egnp.exe', 'a'.repeat(500)]) {
      const error = refusal({ ...defaults, [key]: 1 });
      expect(error).toMatchObject({ code: 'invalid_input', where });
      expect(error.message).not.toContain(key);
    }
  });

  it('are refused without any one of them, and with any one out of its bounds, by its name', () => {
    for (const key of Object.keys(defaults)) {
      const { [key]: _, ...without } = defaults;
      expect(refusal(without).where, key).toContain(`${where}.${key}`);
      for (const value of HOSTILE) {
        const error = refusal({ ...defaults, [key]: value });
        expect(error.code, `${key}: ${String(value)}`).toBe('invalid_input');
        expect(error.where, `${key}: ${String(value)}`).toMatch(new RegExp(`^${where}`));
      }
    }
  });

  it('are an object', () => {
    for (const value of [undefined, null, 1, 'x', [], true]) expect(refusal(value)).toMatchObject({ code: 'invalid_input', where });
  });
});
