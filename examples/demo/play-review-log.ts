import { basename } from 'node:path';
import { deterministicUuid } from './deterministic-id.js';
import { importReviewLog } from './review-log/import-review-log.js';
import type { ReviewLog } from './review-log/read-review-log.js';
import { count, date } from './show/figures.js';
import { showLearner } from './show/learner-page.js';
import { showPredictions } from './show/predictions.js';
import { showVerification } from './show/verification.js';
import { noteSpeed, type Stage } from './stage.js';
import { studyProgress } from './study-progress.js';
import { verify } from './verify.js';
import { writeReport } from './write-report.js';

const DAY_MS = 86_400_000;

/** Plays somebody's own review log, and shows what the engine makes of it a day after its last review. Gives whether all is as it must be. */
export async function playReviewLog(stage: Stage, file: string, { rows, passedOver, notes }: ReviewLog): Promise<boolean> {
  const { options, engine, clock, sheet, signal } = stage;
  const { zone } = options;
  const last = rows.at(-1)?.reviewedAt ?? clock.now();
  const cards = new Set(rows.map(({ cardId }) => cardId)).size;
  const period = `${date(rows[0]?.reviewedAt ?? last, zone)} to ${date(last, zone)}`;
  sheet.line(`${basename(file)}: ${count(rows.length)} reviews of ${count(cards)} cards, ${period} (${zone})`);
  for (const note of notes) sheet.note(`  ${note}`);
  if (passedOver.length > 0) sheet.note(`Columns passed over: ${passedOver.length}`);

  // A file of the same name is the same learner, so that importing it again into a kept database adds nothing.
  const userId = deterministicUuid('review log', basename(file));
  const play = async (title: string) => {
    const progress = studyProgress(stage.errors, title, rows.length);
    const onAnswers = (soFar: number) => progress.update(soFar, soFar);
    try {
      return await importReviewLog({ engine, clock, userId, zone, rows, signal, onAnswers });
    } finally {
      progress.stop();
    }
  };
  const begun = performance.now();
  const records = await play('Importing');
  noteSpeed(sheet, records.length, performance.now() - begun);

  const after = new Date(last.getTime() + DAY_MS);
  clock.setTo(after);
  sheet.heading(`The learner, a day after the last review`);
  const learner = engine.as({ userId, role: 'learner' });
  await showLearner(sheet, learner, after, zone);
  await writeReport(stage, learner, after);
  showPredictions(sheet, records);
  if (!options.verify) return true;
  return showVerification(sheet, await verify(engine, [userId], () => play('Importing again'), signal));
}
