import { z } from 'zod';
import { type AnyMigration, migration } from '../schema/index.js';

/** A state of mind in the sums of a day, as far as the step looks at it. */
type State = { readonly sessions?: number; readonly sittings?: number };

/** A document of emotions, as far as the step looks at it. */
type Summed = { readonly evidence: { readonly states: readonly State[] } };

/** The step from documents whose sums count `sittings` to documents that count `sessions`. */
export function countedSessions(document: z.ZodObject): AnyMigration {
  const evidence = document.shape['evidence'] as z.ZodObject;
  const states = evidence.shape['states'] as z.ZodArray<z.ZodObject>;
  const { sessions, ...state } = states.element.shape;
  const former = z.array(z.strictObject({ ...state, sittings: sessions as z.ZodType })).max(MOST_STATES);
  return migration({
    from: 1,
    to: 2,
    sentence: 'The sums of emotions count sessions under that name.',
    before: document.extend({ evidence: evidence.extend({ states: former }) }) as z.ZodType as z.ZodType<Summed>,
    fields: ['evidence'],
    up: (stored) => withStates(stored, ({ sittings, ...rest }) => (sittings === undefined ? rest : { ...rest, sessions: sittings })),
    down: (stored) => withStates(stored as Summed, ({ sessions: counted, ...rest }) => ({ ...rest, sittings: counted })),
  });
}

/** States of mind that there are. */
const MOST_STATES = 16;

function withStates(stored: Summed, change: (state: State) => object): object {
  const { evidence } = stored;
  return { ...stored, evidence: { ...evidence, states: evidence.states.map(change) } };
}
