import type { LearnerScope } from 'adaptive-learning-engine';
import { BrailleCanvas } from './braille-canvas.js';
import { date, decimal, percent } from './figures.js';
import { type MemoryOfConcept, retentionAt, tellingMemory } from './memory-of-concept.js';
import type { Sheet } from './sheet.js';

const COLUMNS = 84;
const ROWS = 9;
/** How much of the picture is still to come. */
const FUTURE = 0.3;

/** Draws how the memory of one concept faded and was renewed, and how it will fade. */
export async function showForgettingCurve(sheet: Sheet, learner: LearnerScope, at: Date, zone: string): Promise<void> {
  const memory = await tellingMemory(learner, at);
  const first = memory?.practices[0];
  if (memory === undefined || first === undefined) return;
  const { concept, topic, retention, next_review_date: due } = memory.mastery;
  const from = first.at.getTime();
  const until = at.getTime() + (at.getTime() - from) * (FUTURE / (1 - FUTURE));
  const place = (time: number) => Math.round(((time - from) / (until - from)) * (COLUMNS - 1));

  sheet.heading(`Forgetting curve: ${concept} (${topic})`);
  drawCurve(sheet, memory, from, until);
  const marks = memory.practices.map((practice) => ({ column: place(practice.at.getTime()), sign: practice.correct ? '●' : '○' }));
  sheet.line(`       ${row([...marks, { column: place(at.getTime()), sign: '┆' }, { column: place(due.getTime()), sign: '◆' }])}`);
  const [start, now, end] = [new Date(from), at, new Date(until)].map((time) => date(time, zone));
  const axis = [`${start}`.padEnd(place(at.getTime()) - 5), now].join('');
  sheet.note(`       ${axis.padEnd(COLUMNS - 10)}${end}`);
  const stability = memory.practices.at(-1)?.curve.stability;
  sheet.note(
    `       ● right  ○ wrong  ┆ now, retention ${decimal(retention, 2)}  ◆ next review ${date(due, zone)}  (stability ${decimal(stability, 1)} days)`,
  );
}

function drawCurve(sheet: Sheet, memory: MemoryOfConcept, from: number, until: number): void {
  const canvas = new BrailleCanvas(COLUMNS, ROWS);
  const values = Array.from({ length: canvas.width }, (_, x) => retentionAt(memory, from + ((until - from) * x) / (canvas.width - 1)) ?? 1);
  // Whole tenths, so that the axis has round numbers.
  const floor = Math.min(0.9, Math.floor(Math.min(...values) * 10) / 10);
  let previous: number | undefined;
  for (const [x, value] of values.entries()) {
    const y = Math.round(((1 - value) / (1 - floor)) * (canvas.height - 1));
    // A review lifts the curve within one column: the dots between make it one line.
    for (let between = Math.min(y, previous ?? y); between <= Math.max(y, previous ?? y); between += 1) canvas.dot(x, between);
    previous = y;
  }
  for (const [index, text] of canvas.rows().entries()) {
    const level = 1 - ((1 - floor) * (index + 0.5)) / ROWS;
    const label = index === 0 ? '100 %' : index === ROWS - 1 ? percent(floor) : index === (ROWS - 1) / 2 ? percent(level) : '';
    sheet.line(`${sheet.paint.dim(`${label.padStart(6)}│`)}${sheet.paint.cyan(text.trimEnd())}`);
  }
}

function row(marks: readonly { readonly column: number; readonly sign: string }[]): string {
  const cells: string[] = Array.from({ length: COLUMNS }, () => ' ');
  for (const { column, sign } of marks) if (column >= 0 && column < COLUMNS) cells[column] = sign;
  return cells.join('').trimEnd();
}
