import type {
  EngineMethods,
  HostSession,
  InputOf,
  LearnerMethods,
  RecordAnswerInput,
  ResultOf,
  StartedSession,
} from 'adaptive-learning-engine';
import type { ClientSession, MongoClient } from 'mongodb';
import { expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { learnerVerb } from '../../src/engine/define-verb.js';
import type { ENGINE_VERBS } from '../../src/engine/engine-verbs.js';
import type { LEARNER_VERBS } from '../../src/engine/learner-verbs.js';
import { inputSchema } from '../../src/runtime/index.js';

/** The names of the rows whose input the facade parses: all but lists, queries and verbs without input. */
type ParsedNames<Table> = { [Name in keyof Table]: Table[Name] extends { input: z.ZodType } ? Name : never }[keyof Table];

type InputsOfRows<Table> = {
  [Name in ParsedNames<Table>]: Table[Name] extends { input: infer Schema extends z.ZodType } ? NonNullable<z.input<Schema>> : never;
};
type InputsOfMethods<Table, Methods> = {
  [Name in ParsedNames<Table>]: Name extends keyof Methods
    ? Methods[Name] extends (input: infer Input, control?: never) => unknown
      ? NonNullable<Input>
      : never
    : never;
};

type ResultsOfRows<Table> = {
  [Name in ParsedNames<Table>]: Table[Name] extends { run: (...args: never[]) => infer Result } ? Result : never;
};
type ResultsOfMethods<Table, Methods> = {
  [Name in ParsedNames<Table>]: Name extends keyof Methods
    ? Methods[Name] extends (...args: never[]) => infer Result
      ? Result
      : never
    : never;
};

type Learner = typeof LEARNER_VERBS;
type Engine = typeof ENGINE_VERBS;

test('the interfaces of inputs are what the schemas take', () => {
  expectTypeOf<InputsOfMethods<Learner, LearnerMethods>>().toEqualTypeOf<InputsOfRows<Learner>>();
  expectTypeOf<InputsOfMethods<Engine, EngineMethods>>().toEqualTypeOf<InputsOfRows<Engine>>();
});

test('the methods resolve to what the rows do', () => {
  expectTypeOf<ResultsOfMethods<Learner, LearnerMethods>>().toEqualTypeOf<ResultsOfRows<Learner>>();
  expectTypeOf<ResultsOfMethods<Engine, EngineMethods>>().toEqualTypeOf<ResultsOfRows<Engine>>();
});

test('the facades have a method for each row, and no other', () => {
  expectTypeOf<keyof LearnerMethods>().toEqualTypeOf<keyof Learner>();
  expectTypeOf<keyof EngineMethods>().toEqualTypeOf<keyof Engine>();
});

test('types of inputs and results are had by the names of verbs', () => {
  expectTypeOf<InputOf<'recordAnswer'>>().toEqualTypeOf<RecordAnswerInput>();
  expectTypeOf<ResultOf<'startSession'>>().toEqualTypeOf<StartedSession>();
  expectTypeOf<ResultOf<'createLearner'>>().toEqualTypeOf<{ readonly user_id: string }>();
  // @ts-expect-error no verb has this name
  expectTypeOf<InputOf<'recordAnswr'>>().toBeNever();
});

test('a row without an action or a sentence does not compile, nor does a field without one', () => {
  const row = { name: 'x', kind: 'read', input: z.strictObject({}), result: 'Nothing.', example: '' } as const;
  const run = async () => undefined;
  // @ts-expect-error the action is missing
  learnerVerb({ ...row, summary: 'Does nothing.', run });
  // @ts-expect-error the sentence is missing
  learnerVerb({ ...row, action: 'read', run });
  // @ts-expect-error the field has no sentence
  inputSchema('X', { limit: z.int() }, {});
  // @ts-expect-error no policy knows the action
  learnerVerb({ ...row, summary: 'Does nothing.', action: 'reed', run });
});

test('a session of the host is an option of what writes, and of nothing else', () => {
  expectTypeOf<NonNullable<Parameters<LearnerMethods['recordAnswer']>[1]>>().toHaveProperty('session');
  expectTypeOf<NonNullable<Parameters<EngineMethods['createLearner']>[1]>>().toHaveProperty('session');
  expectTypeOf<ClientSession>().toExtend<HostSession>();
  // @ts-expect-error a read joins no transaction
  expectTypeOf<NonNullable<Parameters<LearnerMethods['mastery']>[1]>>().toHaveProperty('session');
  // @ts-expect-error a client is no session
  expectTypeOf<MongoClient>().toExtend<HostSession>();
});
