import type { ConceptId } from '../collections/index.js';
import { conceptKey } from './concept-key.js';

/** What a priority keeps for each concept of the same topic above it. Ours: a twentieth, so that topics of about equal worth take turns. */
const EACH_ABOVE = 0.95;

/** A step with its priority before topics are mixed. */
export interface Weighed extends ConceptId {
  readonly priority: number;
}

/** A step with what mixing left of its priority. */
export interface Mixed<Step> {
  readonly step: Step;
  /** 1 where nothing of its topic stands above. */
  readonly factor: number;
}

/**
 * Puts steps in order, best first, so that topics take turns: a priority keeps 0.95 for each step of the same topic above it. Interleaving helps
 * to tell kinds of questions apart (D. Rohrer, K. Taylor, 2007). The first k are the same however many are asked for. Yields after each.
 *
 * @param last - the topic of the last answer, which counts as one above
 */
export function* mixedSteps<Step extends Weighed>(
  steps: readonly Step[],
  limit: number,
  last: Pick<ConceptId, 'subject' | 'topic'> | undefined,
): Generator<undefined, Mixed<Step>[]> {
  const topics = new Map<string, { readonly waiting: Step[]; factor: number }>();
  for (const step of [...steps].sort(worstFirst)) {
    const key = topicKey(step);
    const topic = topics.get(key);
    if (topic !== undefined) topic.waiting.push(step);
    else topics.set(key, { waiting: [step], factor: last !== undefined && key === topicKey(last) ? EACH_ABOVE : 1 });
    yield;
  }
  const mixed: Mixed<Step>[] = [];
  while (mixed.length < limit) {
    let best: { readonly mixed: Mixed<Step>; readonly priority: number; readonly topic: { waiting: Step[]; factor: number } } | undefined;
    for (const topic of topics.values()) {
      const step = topic.waiting.at(-1);
      if (step === undefined) continue;
      const priority = step.priority * topic.factor;
      if (best !== undefined && (priority < best.priority || (priority === best.priority && compareNames(best.mixed.step, step) < 0)))
        continue;
      best = { mixed: { step, factor: topic.factor }, priority, topic };
    }
    if (best === undefined) break;
    mixed.push(best.mixed);
    best.topic.waiting.pop();
    best.topic.factor *= EACH_ABOVE;
    yield;
  }
  return mixed;
}

function worstFirst(a: Weighed, b: Weighed): number {
  return a.priority - b.priority || compareNames(b, a);
}

function topicKey({ subject, topic }: Pick<ConceptId, 'subject' | 'topic'>): string {
  return conceptKey({ subject, topic, concept: '' });
}

function compareNames(a: ConceptId, b: ConceptId): number {
  return conceptKey(a) < conceptKey(b) ? -1 : 1;
}
