import { EVENT_TYPES, type LearningEvent } from '../../src/collections/index.js';

type Of<Type extends LearningEvent['type']> = Extract<LearningEvent, { type: Type }>;

/** The events in the order of history, by the words of the declaration: by time, then in the order of the types, then by id. */
export function inOrder<Event extends LearningEvent>(events: readonly Event[]): Event[] {
  const keyOf = (event: Event) => [event.occurred_at.getTime(), EVENT_TYPES.indexOf(event.type), event.event_id] as const;
  return [...events].sort((a, b) => {
    const left = keyOf(a);
    const right = keyOf(b);
    for (const place of [0, 1, 2] as const) {
      if (left[place] < right[place]) return -1;
      if (left[place] > right[place]) return 1;
    }
    return 0;
  });
}

export function ofType<Type extends LearningEvent['type']>(events: readonly LearningEvent[], type: Type): Of<Type>[] {
  return inOrder(events.filter((event): event is Of<Type> => event.type === type));
}

/** The events up to an event and with it. */
export function upTo(events: readonly LearningEvent[], last: LearningEvent): LearningEvent[] {
  const ordered = inOrder(events);
  return ordered.slice(0, ordered.findIndex((event) => event.event_id === last.event_id) + 1);
}

export function before(events: readonly LearningEvent[], next: LearningEvent): LearningEvent[] {
  return upTo(events, next).slice(0, -1);
}

export const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
export const mean = (numbers: readonly number[]) => (numbers.length === 0 ? 0 : sum(numbers) / numbers.length);
export const unique = <T>(values: readonly T[]) => [...new Set(values)];
export const newest = <T>(values: readonly T[], count: number) => values.slice(-count);

export function groupBy<T, Key extends string>(values: readonly T[], keyOf: (value: T) => Key | undefined): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
}
