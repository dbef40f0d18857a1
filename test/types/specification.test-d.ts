import type { ObjectId } from 'mongodb';
import { expectTypeOf, test } from 'vitest';
import type {
  ContentMasteryDocument,
  EmotionalAnalyticsDocument,
  LearningDnaDocument,
  LearningSessionDocument,
  UserDocument,
} from '../../src/collections/index.js';
import type {
  SpecifiedContentMastery,
  SpecifiedEmotionalAnalytics,
  SpecifiedLearningDna,
  SpecifiedLearningSession,
  SpecifiedUser,
} from './specification.js';

/** What a document has of the specified fields: what engineering has added beside them is left out, at every depth. */
type Only<Document, Specified> = Document extends string | number | boolean | Date | ObjectId | null | undefined
  ? Document
  : Document extends (infer Item)[]
    ? Specified extends (infer SpecifiedItem)[]
      ? Only<Item, SpecifiedItem>[]
      : Document
    : OnlyFields<Pick<Document, keyof Document & keyof Specified>, Specified>;

type OnlyFields<Kept, Specified> = { [K in keyof Kept]: K extends keyof Specified ? Only<Kept[K], NonNullable<Specified[K]>> : never };

test('a user document has every specified field, under its name, as optional and of the type that is specified', () => {
  expectTypeOf<Only<UserDocument, SpecifiedUser>>().toEqualTypeOf<SpecifiedUser>();
});

test('and so has the learning DNA', () => {
  expectTypeOf<Only<LearningDnaDocument, SpecifiedLearningDna>>().toEqualTypeOf<SpecifiedLearningDna>();
});

test('and so has a learning session', () => {
  expectTypeOf<Only<LearningSessionDocument, SpecifiedLearningSession>>().toEqualTypeOf<SpecifiedLearningSession>();
});

test('and so has a day of emotional analytics', () => {
  expectTypeOf<Only<EmotionalAnalyticsDocument, SpecifiedEmotionalAnalytics>>().toEqualTypeOf<SpecifiedEmotionalAnalytics>();
});

test('and so has the mastery of a concept', () => {
  expectTypeOf<Only<ContentMasteryDocument, SpecifiedContentMastery>>().toEqualTypeOf<SpecifiedContentMastery>();
});

test('the comparison notices a field that is missing, one that became optional, and one of another type', () => {
  interface Specified {
    a: { b: string; c?: number | undefined }[];
  }
  expectTypeOf<Only<{ a: { c?: number | undefined }[] }, Specified>>().not.toEqualTypeOf<Specified>();
  expectTypeOf<Only<{ a: { b?: string; c?: number | undefined }[] }, Specified>>().not.toEqualTypeOf<Specified>();
  expectTypeOf<Only<{ a: { b: string; c: number }[] }, Specified>>().not.toEqualTypeOf<Specified>();
  expectTypeOf<Only<{ a: { b: Date; c?: number | undefined }[] }, Specified>>().not.toEqualTypeOf<Specified>();
  expectTypeOf<Only<{ a: { b: string; c?: number | undefined; more: 1 }[] }, Specified>>().toEqualTypeOf<Specified>();
});
