import { invalidInput } from '../../errors.js';
import { isHostSession } from '../../repositories/index.js';
import { isPlainObject, plainOptions } from '../../schema/index.js';
import { type CallControl, checkControl } from '../call-control.js';
import type { WriteControl } from '../write-control.js';

/** One option of a control. */
interface ControlOption {
  /** What it does, in one sentence. */
  readonly sentence: string;
  /** Throws `invalid_input` for a value that the option cannot have; absent where the verb itself holds it to a schema. */
  readonly check?: (value: unknown, where: string) => void;
}

/** What a verb's control takes beside what every control does, by the option's name. */
export interface ControlOptions {
  readonly [option: string]: ControlOption;
}

/** A {@link ControlOptions} with a row for each option that a control of this type has. */
export type OptionsOf<Control> = { readonly [Option in Exclude<keyof Control, keyof CallControl>]-?: ControlOption };

export const aFunction = (value: unknown, where: string): void => {
  if (value !== undefined && typeof value !== 'function') throw invalidInput(where, 'a function', value);
};

export const aBoolean = (value: unknown, where: string): void => {
  if (value !== undefined && typeof value !== 'boolean') throw invalidInput(where, 'true or false', value);
};

/** What the control of a verb takes that joins a transaction of the host's. */
export const JOINING: OptionsOf<WriteControl> = {
  session: {
    sentence:
      "A session of the engine's MongoClient with a transaction under way: what the call writes is committed with it, or not at all.",
    check: (value, where) => {
      if (value !== undefined && !isHostSession(value)) throw invalidInput(where, 'a session of the driver', value);
    },
  },
};

/** What each control takes. */
const OF_EACH = ['signal', 'deadlineMs'] as const satisfies readonly (keyof CallControl)[];

/**
 * Takes what stands beside the input of a verb, as a copy that its caller cannot change any more.
 *
 * @param cannotJoin why the verb writes and takes no session of the host's
 * @throws AdaptiveLearningError `invalid_input` for an option that the verb does not know, naming the nearest one that it does
 */
export function takeControl(value: unknown, verb: string, own: ControlOptions = {}, cannotJoin?: string): CallControl {
  const where = `${verb}.control`;
  if (cannotJoin !== undefined && isPlainObject(value) && Object.hasOwn(value, 'session'))
    throw invalidInput(`${where}.session`, `no session: ${cannotJoin}`, Reflect.get(value, 'session'));
  const control = plainOptions(value as CallControl, [...OF_EACH, ...Object.keys(own)], where);
  for (const [option, { check }] of Object.entries(own)) check?.(Reflect.get(control, option), `${where}.${option}`);
  return checkControl(control, verb);
}
