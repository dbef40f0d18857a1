import { BSON, ObjectId } from 'mongodb';
import { NAME_DIGITS, placesOf } from './placeholder-ids.js';

const DAY_MS = 86_400_000;
/** BSON's marks of the kinds of value. */
const KIND = { double: 1, text: 2, document: 3, array: 4, objectId: 7, boolean: 8, date: 9, nothing: 10, int32: 16, int64: 18 } as const;
/** Bytes of the values that have always as many. */
const BYTES = new Map<number, number>([
  [KIND.double, 8],
  [KIND.objectId, 12],
  [KIND.boolean, 1],
  [KIND.date, 8],
  [KIND.nothing, 0],
  [KIND.int32, 4],
  [KIND.int64, 8],
]);
/** Where the `_id` is: behind the length, its mark and its name. */
const ID_AT = 9;
const TWO_TO_32 = 2 ** 32;

/** What makes one learner's document of a stamp. */
export interface TemplateValues {
  readonly userId: string;
  readonly sessionId: (index: number) => string;
  /** Digits of the learner's number. */
  readonly digits: string;
  /** Days by which everything happened earlier. */
  readonly daysEarlier: number;
  /** Twelve bytes. */
  readonly id: Buffer;
}

interface Moment {
  readonly at: number;
  readonly kind: number;
  /** Milliseconds or days since 1970, as it stands there. */
  readonly value: number;
  readonly unit: number;
}

/**
 * A document in BSON in which everything that differs between the learners of one life is known by its place, so that another learner's
 * document is a copy of the bytes with some of them replaced.
 *
 * Which values are moments is found by comparing with the same document of the same life lived some days earlier: what is less by those days
 * is a moment, and all else must be equal.
 */
export class DocumentTemplate {
  readonly #bytes: Buffer;
  readonly #places: ReturnType<typeof placesOf>;
  readonly #moments: readonly Moment[];

  constructor(document: object, earlier: object, days: number) {
    this.#bytes = encode(document);
    this.#places = placesOf(this.#bytes);
    this.#moments = momentsOf(this.#bytes, encode(earlier), days);
  }

  get length(): number {
    return this.#bytes.length;
  }

  /** Writes a learner's document into `target`; gives the place behind it. */
  print(target: Buffer, at: number, { userId, sessionId, digits, daysEarlier, id }: TemplateValues): number {
    this.#bytes.copy(target, at);
    id.copy(target, at + ID_AT);
    for (const place of this.#places.learners) target.write(userId, at + place, 'latin1');
    for (const place of this.#places.numbers) target.write(digits, at + place, NAME_DIGITS, 'latin1');
    for (const { at: place, index } of this.#places.sessions) target.write(sessionId(index), at + place, 'latin1');
    for (const moment of this.#moments) writeMoment(target, at, moment, moment.value - daysEarlier * moment.unit);
    return at + this.#bytes.length;
  }
}

function encode(document: object): Buffer {
  return Buffer.from(BSON.serialize({ _id: new ObjectId('0'.repeat(24)), ...document }));
}

function momentsOf(bytes: Buffer, earlier: Buffer, days: number): Moment[] {
  if (bytes.length !== earlier.length) throw new Error('Expected a life to be the same some days earlier, got another');
  const moments: Moment[] = [];
  eachLeaf(bytes, 0, (at, kind) => {
    const value = read(bytes, at, kind);
    const difference = value - read(earlier, at, kind);
    if (Number.isNaN(difference) || difference === 0) return;
    const unit = difference === days * DAY_MS ? DAY_MS : 1;
    // Not by the last digits of a sum of times, either: the fold must not know when it is.
    if (difference !== days * unit)
      throw new Error(`Expected a value at byte ${at} to follow the calendar, got a difference of ${difference}`);
    moments.push({ at, kind, value, unit });
  });
  return moments;
}

/** Tells of each value of a document that is no document itself. */
function eachLeaf(bytes: Buffer, from: number, tell: (at: number, kind: number) => void): void {
  let at = from + 4;
  while (bytes[at] !== 0) {
    const kind = bytes[at] as number;
    // Behind the name.
    at = bytes.indexOf(0, at + 1) + 1;
    if (kind === KIND.document || kind === KIND.array) {
      eachLeaf(bytes, at, tell);
      at += bytes.readInt32LE(at);
    } else if (kind === KIND.text) {
      at += 4 + bytes.readInt32LE(at);
    } else {
      const length = BYTES.get(kind);
      if (length === undefined) throw new Error(`Expected a value of a kind that documents here have, got ${kind}`);
      tell(at, kind);
      at += length;
    }
  }
}

/** A value that may be a moment, as a number. */
function read(bytes: Buffer, at: number, kind: number): number {
  if (kind === KIND.double) return bytes.readDoubleLE(at);
  if (kind === KIND.int32) return bytes.readInt32LE(at);
  if (kind === KIND.date || kind === KIND.int64) return Number(bytes.readBigInt64LE(at));
  return Number.NaN;
}

function writeMoment(target: Buffer, from: number, { at, kind }: Moment, value: number): void {
  if (kind === KIND.double) target.writeDoubleLE(value, from + at);
  else if (kind === KIND.int32) target.writeInt32LE(value, from + at);
  else {
    target.writeUInt32LE(value % TWO_TO_32, from + at);
    target.writeInt32LE(Math.floor(value / TWO_TO_32), from + at + 4);
  }
}
