/** Written by `npm run docs` from the verbs: change the verb, not this file. */

export interface MasteryInput {
  /** The instant that it is asked for; the engine's clock if not given. */
  at?: Date | undefined;
  /** Only this subject. */
  subject?: string | undefined;
  /** Only this topic. */
  topic?: string | undefined;
  /** Only these concepts, by their names, 1 to 50; a name that several topics have stands for each of theirs. */
  concepts?: string[] | undefined;
  /** Rows of a page, 1 to 1,000; all of them if not given. */
  limit?: number | undefined;
  /** The `next` of the page before; everything else that is asked must be the same. */
  cursor?: string | undefined;
  /**
   * `name`: by subject, topic and concept; `weakest`: lowest mastery first, as the last practice left it; `due`: in the order of the next
   * review; `recent`: practised last first.
   */
  sort?: 'name' | 'weakest' | 'due' | 'recent' | undefined;
}

export interface RecordAnswerInput {
  /** Made by you, unique for the learner: 1 to 128 letters, digits or `_ . : -`. Sending the same event again is safe. */
  event_id: string;
  /** The session it belongs to. Without one, the event joins the session that the learner is in, or opens one. */
  session_id?: string | undefined;
  /** When it happened, from 2000 on and not in the future; the engine's clock if not given. */
  occurred_at?: Date | undefined;
  /** Fields of your own: plain JSON data of at most 4 KiB, exported and erased with the document. */
  metadata?: Record<string, unknown> | undefined;
  /** The subject of the question, 1 to 120 characters. */
  subject: string;
  /** The topic within the subject, 1 to 120 characters. */
  topic: string;
  /** The concept within the topic, 1 to 120 characters: what the scheduler and the knowledge model follow. */
  concept: string;
  /** The question, where you have an id for it: questions of a concept that differ in difficulty are then told apart. */
  item_id?: string | undefined;
  /** Whether the answer was right. */
  correct: boolean;
  /** Partial credit, 0 to 1: at least 0.5 for a right answer, below 0.8 for a wrong one. 1 or 0 after `correct` if not given. */
  score?: number | undefined;
  /** The learner's own rating, 1 (again) to 4 (easy): 1 for a wrong answer, 2 to 4 for a right one. Beside a `grade` it must mean the same. */
  rating?: 1 | 2 | 3 | 4 | undefined;
  /** SM-2's quality of recall, 0 to 5: 0 to 2 for a wrong answer, 3 to 5 for a right one. */
  grade?: 0 | 1 | 2 | 3 | 4 | 5 | undefined;
  /** How long the learner took to answer, in seconds, 0 to 86,400. */
  response_time_seconds: number;
  /** How hard the question was, 0 (easy) to 1 (hard); what the session started with if not given. */
  difficulty_level?: number | undefined;
  /** What the learner was doing; after the session's type if not given, and an introduction at first exposure. */
  activity_type?: 'introduction' | 'practice' | 'assessment' | 'revision' | undefined;
  /** Hints taken before the answer, 0 to 1,000. With one, a right answer is no full success. */
  hints_used?: number | undefined;
  /** Tries at the question, this one included, 1 to 1,000. From the second on, a right answer is no full success. */
  attempts?: number | undefined;
  /** How sure the learner said they were, 0 to 1. A right answer below 0.5 that nobody rated counts as rated hard. */
  confidence?: number | undefined;
  /** How the learner felt; stored only where they allow it. */
  emotional_state?: 'engaged_concentration' | 'curiosity' | 'confusion' | 'frustration' | 'boredom' | 'delight' | 'surprise' | 'neutral' | 'enjoyment' | 'hope' | 'pride' | 'relief' | 'anxiety' | 'shame' | 'hopelessness' | 'anger' | undefined;
  /** How the content was presented, by a name of yours, so that the engine learns what works for this learner. */
  strategy?: string | undefined;
  /** The style that the content was made for. */
  learning_style?: 'visual' | 'auditory' | 'kinesthetic' | 'reading_writing' | undefined;
}

export interface RollUpInput {
  /** Recomputes every UTC day from this instant on, whether or not something changed on it; only what changed if neither is given. */
  since?: Date | undefined;
  /** Recomputes every UTC day before this instant. */
  until?: Date | undefined;
}
