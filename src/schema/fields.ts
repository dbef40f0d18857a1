import type { ObjectId } from 'mongodb';
import { z } from 'zod';
import { EMOTIONAL_STATES } from '../algorithms/index.js';
import { canonicalName } from './canonical-name.js';
import { LIMITS } from './limits.js';
import { areFitParams, isObjectId, isPlainKey, isSmallPlainObject, isWellFormed } from './plain-data.js';
import { spelled } from './spelling.js';
import { namedZone } from './time-zone.js';

/** The driver's ObjectId under our own name, so that type declarations refer to `mongodb` rather than to `bson`. */
export interface DocumentId extends ObjectId {}

/** MongoDB's own key of a document. */
export const objectId = z.custom<DocumentId>(isObjectId, { error: 'an ObjectId' }).meta({ bsonType: 'objectId' });

/** An instant from 1970 to 2200; Invalid Date, which the driver would store as 1970, is refused. */
export const instant = z.date().min(new Date(0)).max(new Date('2200-01-01T00:00:00Z')).meta({ bsonType: 'date' });

/** Control characters, among them those that end a line: they would garble logs, and keys are joined by NUL. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** Text from 1 to `max` characters (code points) that UTF-8 can hold: a lone surrogate would come back as U+FFFD. */
export const text = (max: number) => z.string().min(1).max(max).refine(isWellFormed, { error: 'a string without lone surrogates' });

/** A text that may be empty. */
export const optionalText = (max: number) => z.union([z.literal(''), text(max)]);

/** The name of a subject, topic, concept, strategy or trigger, in its one spelling: {@link canonicalName}. */
export const name = spelled(
  z
    .string()
    .overwrite(canonicalName)
    .min(1)
    .max(LIMITS.nameLength)
    .refine((value) => isWellFormed(value) && isPlainKey(value) && !CONTROL.test(value), {
      error: 'a name without control characters and lone surrogates, other than __proto__, _bsontype and $ref',
    }),
  canonicalName,
);

export const sentence = text(LIMITS.sentenceLength);

/** An id is stored and compared exactly as it was given: it is never trimmed, folded or normalised. */
const id = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => isWellFormed(value) && !CONTROL.test(value), {
      error: 'an id without control characters and lone surrogates',
    });

/** What the host calls a learner: any text of 1 to 128 characters (code points) without control characters, such as `auth0|64ad` or `7c/2031`. */
export const userId = id(LIMITS.idLength);

/** What the host calls a session, as {@link userId}; two learners may each have a session of the same id. */
export const sessionId = id(LIMITS.idLength);

/** What the host calls one event: 1 to 128 letters, digits and `_ . : -`. */
export const eventId = z.string().regex(/^[A-Za-z0-9_.:-]{1,128}$/, { error: 'an id of 1 to 128 letters, digits or _ . : -' });

/**
 * As {@link eventId}, or one that the engine makes itself of a word and a session's id: `session_started/<session_id>`. The slash keeps the
 * two kinds apart.
 */
export const storedEventId = id(LIMITS.storedEventIdLength);

/** What a job is called: one word in the core, `rollUp`; the name of a module and one word in a module, `bookmarks.tidy`. */
export const jobName = z.string().regex(/^[a-z][A-Za-z0-9_]{0,39}(\.[a-z][A-Za-z0-9_]{0,39})?$/, {
  error: 'a name such as rollUp, or bookmarks.tidy in a module',
});

/** A share, probability or score from 0 to 1. */
export const unitInterval = z.number().min(0).max(1);

export const count = z.int().min(0);

/** The number of one of the learner's own days, counted from 1970 on the calendar of their zone. */
export const dayNumber = z.int();

/** How far a clock is ahead of UTC, in minutes. */
export const offsetMinutes = z.number().min(-1_440).max(1_440);

/** A finite number that is never negative. */
export const amount = z.number().min(0);

/** A rating that a person gives, 1 (worst) to 5 (best). */
export const starRating = z.number().min(1).max(5);

export const emotionalState = z.enum(EMOTIONAL_STATES);

/**
 * An IANA time zone that this runtime knows, in its one spelling: `Europe/Zurich` also for `europe/zurich`, `Asia/Kolkata` also for
 * `Asia/Calcutta`. A bare offset is no zone: it cannot know daylight saving.
 */
export const timeZone = spelled(
  z
    .string()
    .min(1)
    .max(64)
    .overwrite(zoneName)
    .refine((zone) => namedZone(zone) !== undefined, { error: 'an IANA time zone such as Europe/Zurich' }),
  zoneName,
);

function zoneName(zone: string): string {
  return namedZone(zone) ?? zone;
}

/** An email address as it is stored: in lower case, without surrounding space. What is beyond ASCII is no address, and is found as it is. */
export const storedEmail = spelled(z.string().min(3).max(254), (address) => {
  const trimmed = address.trim();
  return /^[\x21-\x7e]*$/.test(trimmed) ? trimmed.toLowerCase() : address;
});

/** Up to `max` of something. */
export const list = <Item extends z.ZodType>(item: Item, max: number) => z.array(item).max(max);

/** Counts or shares by a name that learners' data decides. */
export const byName = <Value extends z.ZodType>(value: Value, max: number = LIMITS.distinctNames) =>
  z
    .record(name, value)
    .refine((record) => Object.keys(record).length <= max, { error: `at most ${max} names` })
    .meta({ maxProperties: max });

const plainObject = (holds = isSmallPlainObject, bytes: number = LIMITS.metadataBytes) =>
  z
    .custom<Record<string, unknown>>(holds, { error: `an object of plain data, at most ${bytes} bytes as JSON` })
    .meta({ bsonType: 'object', maxBytes: bytes });

/** Fields of the host's own: plain JSON data of at most 4 KiB, exported and erased with its document. */
export const metadata = plainObject();

/** What a model keeps about a concept: JSON-safe, at most 4 KiB. */
export const modelState = plainObject();

/** The parameters of a model as a fit found them: JSON-safe, at most 160 KiB. */
export const fitParams = plainObject(areFitParams, LIMITS.fitParamsBytes);

/** Counted up with each write of the document, no matter who writes; a writer that read an older revision begins again. */
export const revision = z.int().min(0);

/** The shape of the stored document; a reader takes the current one and the one before. */
export const schemaVersion = z.int().min(1);
