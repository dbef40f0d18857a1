import { z } from 'zod';
import { checkAll, invalidInput } from '../errors.js';
import { isInertData, parseInput } from '../schema/index.js';
import type { DecodedCursor } from './decoded-cursor.js';
import { type KindOfCall, takeOptions } from './known-options.js';

/** What one argument is held to: a schema of plain data, or a function that takes what is none and refuses the rest. */
export type Argument = z.ZodType | ((value: unknown, where: string) => unknown);

/** Arguments by their names, in the order of their places. */
export interface Arguments {
  readonly [name: string]: Argument;
}

/** What a method takes. */
export interface Takes<Result extends 'rows' | 'promise' = 'rows' | 'promise'> {
  readonly result: Result;
  /** By place, before the options. */
  readonly places: Arguments;
  /** The options that come last. */
  readonly kind: KindOfCall;
  /** Arguments that stand among the options. */
  readonly among: Arguments;
  /** All that are plain data, read at once. */
  readonly data: z.ZodType;
}

type Method = (...args: never) => unknown;

/** A row for each method of a repository beyond those that all have: without one it does not compile. */
export type ArgumentsOf<Repository, Shared> = {
  readonly [Name in Exclude<keyof Repository, keyof Shared> as Repository[Name] extends Method ? Name : never]: Repository[Name] extends (
    ...args: never
  ) => DecodedCursor<unknown>
    ? Takes<'rows'>
    : Takes<'promise'>;
};

/** Declares what a method takes that gives a promise: arguments by place, then options of a kind, and the arguments that stand among these. */
export function promise(places: Arguments, kind: KindOfCall = 'call', among: Arguments = {}): Takes<'promise'> {
  return { result: 'promise', places, kind, among, data: dataOf({ ...places, ...among }) };
}

/** As {@link promise}, of a method that gives a cursor. */
export function rows(places: Arguments, kind: KindOfCall = 'call', among: Arguments = {}): Takes<'rows'> {
  return { result: 'rows', places, kind, among, data: dataOf({ ...places, ...among }) };
}

function dataOf(all: Arguments): z.ZodType {
  return z.strictObject(
    Object.fromEntries(Object.entries(all).flatMap(([name, argument]) => (isSchema(argument) ? [[name, argument]] : []))),
  );
}

function isSchema(argument: Argument): argument is z.ZodType {
  return typeof argument !== 'function';
}

/** Has each declared method look at what it is given before it does anything. */
export function checkArguments(repository: object, declared: { readonly [method: string]: Takes }, collection: string): void {
  for (const [name, takes] of Object.entries(declared)) {
    const method = Reflect.get(repository, name) as (...args: readonly unknown[]) => unknown;
    const where = `${collection}.${name}`;
    const call = (given: readonly unknown[]) => method.apply(repository, takenWhole(takes, given, where) as unknown[]);
    const checked = takes.result === 'rows' ? (...given: unknown[]) => call(given) : async (...given: unknown[]) => call(given);
    Object.defineProperty(repository, name, { configurable: true, writable: true, value: checked });
  }
}

/**
 * {@link taken}; where that refuses one argument, each is looked at by itself.
 *
 * @throws AdaptiveLearningError `invalid_input` whose `issues` name every argument at fault
 */
function takenWhole(takes: Takes, given: readonly unknown[], where: string): readonly unknown[] {
  try {
    return taken(takes, given, where);
  } catch (error) {
    const { places, kind, among } = takes;
    const last = given[Object.keys(places).length];
    let options: object | undefined;
    checkAll([
      () => {
        options = takeOptions(nothing(last) as object, kind, where, Object.keys(among));
      },
      ...Object.entries(places).map(
        ([name, argument], place) =>
          () =>
            take(argument, given[place], `${where}.${name}`),
      ),
      () => {
        if (options === undefined) return;
        const named = options;
        checkAll(
          Object.entries(among).map(
            ([name, argument]) =>
              () =>
                take(argument, Reflect.get(named, name), `${where}.${name}`),
          ),
        );
      },
    ]);
    throw error;
  }
}

function take(argument: Argument, value: unknown, where: string): void {
  if (!isSchema(argument)) argument(value, where);
  else if (value !== undefined && !isInertData(value)) throw invalidInput(where, 'plain data', value);
  else parseInput(argument, value, where);
}

/**
 * What a method was given, as a copy that nobody else can change.
 *
 * @throws AdaptiveLearningError `invalid_input` naming the argument, what was expected and what it got
 */
function taken({ places, kind, among, data }: Takes, given: readonly unknown[], where: string): readonly unknown[] {
  const names = Object.keys(places);
  const options: object = takeOptions(nothing(given[names.length]) as object, kind, where, Object.keys(among));
  const plain: { [name: string]: unknown } = {};
  const other: { [name: string]: unknown } = {};
  const take = (name: string, argument: Argument, value: unknown) => {
    if (!isSchema(argument)) other[name] = argument(value, `${where}.${name}`);
    else if (value !== undefined && !isInertData(value)) throw invalidInput(`${where}.${name}`, 'plain data', value);
    else if (value !== undefined) plain[name] = value;
  };
  for (const [place, [name, argument]] of Object.entries(places).entries()) take(name, argument, given[place]);
  for (const [name, argument] of Object.entries(among)) take(name, argument, Reflect.get(options, name));
  const read = { ...(parseInput(data, plain, where) as object), ...other } as { readonly [name: string]: unknown };
  const withOptions = { ...options };
  for (const name of Object.keys(among)) Reflect.set(withOptions, name, read[name]);
  return [...names.map((name) => read[name]), withOptions];
}

/** Options that were left out are none; null is not. */
function nothing(value: unknown): unknown {
  return value === undefined ? {} : value;
}
