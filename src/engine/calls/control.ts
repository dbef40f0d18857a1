import { plainOptions } from '../../collections/index.js';
import { invalidInput } from '../../errors.js';
import { type CallControl, checkControl } from '../../runtime/index.js';
import type { ImportHistoryControl } from '../flows/import-history.js';
import type { RecordAnswersControl } from '../importing/import-tally.js';
import type { WatchOptions } from '../live/watch.js';
import type { QueryControl } from '../queries/run-query.js';

/** Throws `invalid_input` for a value that the option at `where` cannot have. */
type Check = (value: unknown, where: string) => void;

/** What a verb's control takes beside what that of every verb does. */
type Own<Control> = { readonly [Option in Exclude<keyof Control, keyof CallControl>]-?: Check };

const aFunction: Check = (value, where) => {
  if (value !== undefined && typeof value !== 'function') throw invalidInput(where, 'a function', value);
};
const aBoolean: Check = (value, where) => {
  if (value !== undefined && typeof value !== 'boolean') throw invalidInput(where, 'true or false', value);
};
/** The verb itself holds the value to its schema. */
const byTheVerb: Check = () => undefined;

const PROGRESS = { onProgress: aFunction };
const IMPORT: Own<RecordAnswersControl> = { ...PROGRESS, onRefused: aFunction, onStored: aFunction, stopOnError: aBoolean };
const HISTORY: Own<ImportHistoryControl> = { ...IMPORT, timezone: byTheVerb };
const PAGE: Own<QueryControl> = { maxTimeMS: byTheVerb, limit: byTheVerb, cursor: byTheVerb };
const WATCH: Own<WatchOptions> = { after: byTheVerb, onGap: byTheVerb, onUnreadable: aFunction };

/** What each control takes. */
const OF_EACH = ['signal', 'deadlineMs'] as const satisfies readonly (keyof CallControl)[];

/** What the controls of some verbs take beside that, by the verb's name; every other option is refused. */
const OWN: ReadonlyMap<string, { readonly [option: string]: Check }> = new Map(
  Object.entries({
    recordAnswers: IMPORT,
    importHistory: HISTORY,
    fit: PROGRESS,
    tune: PROGRESS,
    aggregateEmotions: PROGRESS,
    replay: PROGRESS,
    renameConcept: PROGRESS,
    mergeConcepts: PROGRESS,
    query: PAGE,
    watch: WATCH,
  }),
);

/**
 * Takes what stands beside the input of a verb, as a copy that its caller cannot change any more.
 *
 * @throws AdaptiveLearningError `invalid_input` for an option that the verb does not know, naming the nearest one that it does
 */
export function parseControl(value: unknown, verb: string): CallControl {
  const where = `${verb}.control`;
  const own = OWN.get(verb) ?? {};
  const control = plainOptions(value as CallControl, [...OF_EACH, ...Object.keys(own)], where);
  for (const [option, check] of Object.entries(own)) check(Reflect.get(control, option), `${where}.${option}`);
  return checkControl(control, verb);
}
