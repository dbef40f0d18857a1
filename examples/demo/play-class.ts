import type { PredictionRecord } from './prediction-record.js';
import { showBeliefAndTruth } from './show/belief-and-truth.js';
import { type ClassLine, showClass } from './show/class-table.js';
import { count, date } from './show/figures.js';
import { showLearner } from './show/learner-page.js';
import { showPredictions } from './show/predictions.js';
import { showVerification } from './show/verification.js';
import { showWorth } from './show/worth.js';
import { beliefsAndTruths } from './simulate/belief-and-truth.js';
import { classOf, type Student } from './simulate/class-of.js';
import { type Happening, Tally } from './simulate/happenings.js';
import { playTerm } from './simulate/play-term.js';
import { termIn } from './simulate/term.js';
import { worthOfRecommendations } from './simulate/worth-of-recommendations.js';
import { noteSpeed, type Stage } from './stage.js';
import { studyProgress } from './study-progress.js';
import { verify } from './verify.js';
import { writeReport } from './write-report.js';

/** A class that is already there: its learners' answers would follow from what the engine recommends now, not then. */
export class ClassIsThere extends Error {
  override readonly name = 'ClassIsThere';
}

/** Plays a term of a simulated class, and shows one learner, the class, and how near the engine came to the truth. Gives whether all is as it must be. */
export async function playClass(stage: Stage): Promise<boolean> {
  const { options, engine, clock, sheet, signal } = stage;
  const { seed, zone } = options;
  const students = classOf(seed, options.learners);
  const term = termIn(zone, options.weeks);
  const [shown] = students;
  if (shown === undefined) return true;
  if ((await engine.repositories.users.count({ user_id: shown.userId })) > 0) {
    throw new ClassIsThere(`The database already holds the class of seed ${seed}: give another --seed, or another place for the data`);
  }
  sheet.line(sheet.paint.yellow('SIMULATED: this class does not exist. Its learners know, forget, guess and slip by a model of'));
  sheet.line(sheet.paint.yellow('their own, which the engine is not told. For real work give your own review log: --help says how.'));

  const tally = new Tally();
  const records = new Map<Student, PredictionRecord[]>(students.map((student) => [student, []]));
  const onHappening = (student: Student, happening: Happening) => {
    tally.add(happening);
    if (happening.kind === 'answer') records.get(student)?.push(happening.record);
  };
  const progress = studyProgress(stage.errors, 'A term', term.days.length);
  const begun = performance.now();
  const sent = await playTerm({
    engine,
    clock,
    students,
    term,
    zone,
    signal,
    onHappening,
    onDay: (days) => progress.update(days, tally.of('answer')),
  }).finally(progress.stop);
  const all = [...records.values()].flat();
  clock.setTo(term.after);
  const period = `${date(term.eve, zone)} to ${date(term.after, zone)}`;
  for (const line of happenedIn(tally, students.length, period, seed)) sheet.line(line);
  noteSpeed(sheet, all.length, performance.now() - begun);

  sheet.heading(`${shown.name}, on the Monday after the term`);
  const learner = engine.as({ userId: shown.userId, role: 'learner' });
  await showLearner(sheet, learner, term.after, zone);
  await writeReport(stage, learner, term.after);
  showClass(sheet, await Promise.all(students.map((student) => lineOf(stage, student, records.get(student) ?? [], term.after))));
  showPredictions(sheet, all);
  showBeliefAndTruth(sheet, await beliefsAndTruths(engine, students, term.after));
  showWorth(sheet, await worthOfRecommendations(students, options.weeks, seed, signal));
  if (!options.verify) return true;
  const sendAgain = () => Promise.all(sent.map((calls) => calls.sendAgain()));
  const userIds = students.map(({ userId }) => userId);
  return showVerification(sheet, await verify(engine, userIds, sendAgain, signal));
}

function happenedIn(tally: Tally, learners: number, period: string, seed: number): readonly string[] {
  const emotions = ['applied', 'low_confidence', 'consent_withheld'].map((fate) => count(tally.of(`emotion ${fate}`)));
  return [
    `${period}, seed ${seed}: ${learners} learners, ${count(tally.of('session'))} sessions, ${count(tally.of('answer'))} answers,`,
    `${count(tally.of('tutor_question'))} questions to the AI tutor, ${count(tally.of('intervention'))} interventions, ` +
      `emotions read: ${emotions[0]} used, ${emotions[1]} too unsure, ${emotions[2]} not allowed`,
  ];
}

async function lineOf(
  { engine }: Stage,
  { userId, name, sharesEmotions }: Student,
  records: readonly PredictionRecord[],
  at: Date,
): Promise<ClassLine> {
  const topics = (await engine.as({ userId, role: 'system' }).progress({ at })).rows;
  return { name, records, sharesEmotions, mastered: topics.reduce((sum, topic) => sum + topic.concepts_mastered, 0) };
}
