import { ObjectId } from 'mongodb';
import type { ConceptId, ContentMasteryDocument } from '../collections/index.js';
import type { Sort, TypedFilter } from './typed-filter.js';

/** The sort orders of a learner's concepts. */
export const MASTERY_ORDERS = ['name', 'weakest', 'due', 'recent'] as const;
export type MasteryOrder = (typeof MASTERY_ORDERS)[number];

/** The end of a page: the sort value of its last row and the row's `_id` as a hex string; for the order `name`, its names. */
export type MasteryPlace =
  | ({ readonly sort: 'name' } & ConceptId)
  | { readonly sort: 'weakest'; readonly value: number; readonly id: string }
  | { readonly sort: 'due' | 'recent'; readonly value: Date; readonly id: string };

type Filter = TypedFilter<ContentMasteryDocument>;

/** Each order and the index that has it, down to the last row: what is equal by the first field is in the order of `_id`. */
export const ORDERED: { readonly [Order in MasteryOrder]: { readonly index: string; readonly sort: Sort<ContentMasteryDocument> } } = {
  name: { index: 'identity', sort: { subject: 1, topic: 1, concept: 1 } },
  weakest: { index: 'user_mastery', sort: { 'mastery_tracking.current_mastery_level': 1, _id: 1 } },
  due: { index: 'user_next_review', sort: { 'spaced_repetition_data.next_review_date': 1, _id: 1 } },
  recent: { index: 'user_practised', sort: { 'mastery_tracking.last_practiced_date': -1, _id: -1 } },
};

/** The place of a row. */
export function masteryPlace(
  sort: MasteryOrder,
  { _id, subject, topic, concept, mastery_tracking, spaced_repetition_data }: Listed,
): MasteryPlace {
  const id = String(_id);
  if (sort === 'name') return { sort, subject, topic, concept };
  if (sort === 'weakest') return { sort, value: mastery_tracking.current_mastery_level, id };
  return { sort, value: sort === 'due' ? spaced_repetition_data.next_review_date : mastery_tracking.last_practiced_date, id };
}

type Listed = Pick<ContentMasteryDocument, '_id' | keyof ConceptId> & {
  readonly mastery_tracking: Pick<ContentMasteryDocument['mastery_tracking'], 'current_mastery_level' | 'last_practiced_date'>;
  readonly spaced_repetition_data: Pick<ContentMasteryDocument['spaced_repetition_data'], 'next_review_date'>;
};

/** A filter for the rows behind a place; its first part lets the read begin in the index where the page before has ended. */
export function behindPlace(place: MasteryPlace): Filter {
  switch (place.sort) {
    case 'name': {
      const { subject, topic, concept } = place;
      return {
        subject: { $gte: subject },
        $or: [{ subject: { $gt: subject } }, { subject, topic: { $gt: topic } }, { subject, topic, concept: { $gt: concept } }],
      };
    }
    case 'weakest': {
      const level = 'mastery_tracking.current_mastery_level';
      const { value } = place;
      return { [level]: { $gte: value }, $or: [{ [level]: { $gt: value } }, { [level]: value, _id: { $gt: idOf(place) } }] };
    }
    case 'due': {
      const due = 'spaced_repetition_data.next_review_date';
      const { value } = place;
      return { [due]: { $gte: value }, $or: [{ [due]: { $gt: value } }, { [due]: value, _id: { $gt: idOf(place) } }] };
    }
    case 'recent': {
      const practised = 'mastery_tracking.last_practiced_date';
      const { value } = place;
      return { [practised]: { $lte: value }, $or: [{ [practised]: { $lt: value } }, { [practised]: value, _id: { $lt: idOf(place) } }] };
    }
  }
}

function idOf({ id }: { readonly id: string }): ObjectId {
  return ObjectId.createFromHexString(id);
}
