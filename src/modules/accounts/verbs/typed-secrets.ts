import { z } from 'zod';
import { fields as f } from '../../../schema/index.js';
import { LONGEST_PASSWORD } from '../rules/password-fault.js';

/** A password as somebody types it: never trimmed, folded or shown. */
export const typedPassword = f.text(LONGEST_PASSWORD * 4);

/** A token as somebody brings it; what it is worth only its hash tells. */
export const typedToken = f.text(512);

/** A one-time code or a recovery code as somebody types it. */
export const typedCode = f.text(40);

/** An address as somebody types it; it may be any text here, because a refusal must not tell addresses from what is none. */
export const typedAddress = z.string().min(1).max(1_000);
