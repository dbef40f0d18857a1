import { createHash } from 'node:crypto';
import { z } from 'zod';
import { invalidInput } from '../../errors.js';
import type { FeedPlace } from '../../repositories/index.js';

/** Where a watcher goes on: behind so many events that follow a place in the server's log. */
export interface LivePlace {
  readonly place: FeedPlace;
  readonly skip: number;
  /** When it was there, in milliseconds. */
  readonly at: number;
}

const uint32 = z.int().min(0).max(0xffff_ffff);

const parts = z.tuple([
  z.string(),
  z.union([z.string().regex(/^[0-9A-F]{2,2000}$/i), z.tuple([uint32, uint32])]),
  z.int().min(0).max(1_000_000),
  z.int().min(0).max(8.64e15),
]);

/** Text that stands for a place, and for whom it is good. It holds no id and no secret: the stream behind it is its owner's in any case. */
export function liveToken(owner: string | undefined, { place, skip, at }: LivePlace): string {
  const position = 'after' in place ? place.after : [place.from.t, place.from.i];
  return Buffer.from(JSON.stringify([nameOf(owner), position, skip, at])).toString('base64url');
}

/** @throws AdaptiveLearningError `invalid_input` for a token that was made up, damaged, or given to somebody else */
export function placeOfToken(token: string, owner: string | undefined, where: string): LivePlace {
  const read = parts.safeParse(parsed(token));
  if (!read.success || read.data[0] !== nameOf(owner))
    throw invalidInput(`${where}.after`, 'the token of an event of the same watch', token);
  const [, position, skip, at] = read.data;
  return { place: typeof position === 'string' ? { after: position } : { from: { t: position[0], i: position[1] } }, skip, at };
}

function parsed(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString());
  } catch {
    return undefined;
  }
}

function nameOf(owner: string | undefined): string {
  return owner === undefined ? '*' : createHash('sha256').update(owner).digest('base64url').slice(0, 16);
}
