import { AdaptiveLearningError, ERROR_CODES } from 'adaptive-learning-engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostileValues } from '../support/hostile-values.js';
import { newAccount, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

type Call = (...args: readonly unknown[]) => unknown;

/** The verbs of an object, its own and inherited, by reflection. */
function verbsOf(target: object): string[] {
  const names = new Set<string>();
  for (let from: object = target; from !== Object.prototype; from = Object.getPrototypeOf(from)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(from))) {
      if (typeof value === 'function' && name !== 'constructor' && name !== 'close') names.add(name);
    }
  }
  return [...names];
}

/** How a call ends: a result, a code, or what no caller was told of. */
async function endOf(call: () => unknown): Promise<string> {
  try {
    const result = await call();
    await (result as { close?(): Promise<void> } | null | undefined)?.close?.();
    return 'a result';
  } catch (error) {
    if (!(error instanceof AdaptiveLearningError)) return `${(error as Error).name}: ${(error as Error).message}`;
    return ERROR_CODES.includes(error.code) ? error.code : `an error of no code: ${error.message}`;
  }
}

const CODES = new Set<string>(['a result', ...ERROR_CODES]);

describe('every verb, found by reflection, ends in a result or an error of the library', () => {
  const law = async (target: object) => {
    const others: string[] = [];
    const verbs = verbsOf(target);
    for (const verb of verbs) {
      const call = (...args: readonly unknown[]) => (Reflect.get(target, verb) as Call).apply(target, [...args]);
      const given: (readonly [string, readonly unknown[]])[] = [['no argument', []]];
      for (const [number, [what, hostile]] of hostileValues().entries()) {
        given.push([what, [hostile]]);
        if (number % 3 === 0) given.push([`${what} after an object`, [{}, hostile]]);
        if (number % 3 === 1) given.push([`${what} in a list`, [[hostile]]]);
      }
      for (const [what, args] of given) {
        const end = await endOf(() => call(...args));
        if (!CODES.has(end)) others.push(`${verb}, ${what}: ${end}`);
      }
    }
    expect(others).toEqual([]);
    return verbs.length;
  };

  test('of an engine', async () => {
    const { repositories, ...verbs } = tutor.engine;
    expect(await law(verbs)).toBeGreaterThan(20);
  });

  test('of a learner', async () => {
    const { user_id } = await tutor.engine.createLearner(newAccount());
    expect(await law(tutor.engine.as({ userId: user_id, role: 'system' }))).toBeGreaterThan(25);
  });
});
