/** Two weeks of a learner, and a report about them: `npx tsx examples/learner-report.ts [file]`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createEngine } from 'adaptive-learning-engine';
import { startEmbedded } from 'adaptive-learning-engine/embedded';
import { learnerReport, renderReport } from 'adaptive-learning-engine/report';

const DAY_MS = 86_400_000;
const FILE = process.argv[2] ?? '.cache/examples/learner-report.html';

/** Concepts, with Ada's success rates. */
const CONCEPTS = [
  { topic: 'Equations', concept: 'One-step equations', right: 0.95 },
  { topic: 'Equations', concept: 'Brackets', right: 0.7 },
  { topic: 'Inequalities', concept: 'Two-step inequalities', right: 0.4 },
] as const;

const server = await startEmbedded();
const now = Date.now();
let at = now - 14 * DAY_MS;
const engine = await createEngine({ uri: server.uri, clock: () => new Date(at) });
try {
  await engine.setup();
  const { user_id: userId } = await engine.createLearner({
    email: 'ada@example.org',
    password_hash: 'made by your login',
    profile: { name: 'Ada', education_level: 'high_school', timezone: 'Europe/London' },
  });
  const learner = engine.as({ userId, role: 'learner' });

  for (const day of [0, 1, 2, 4, 5, 8, 9, 12, 13]) {
    at = now - (14 - day) * DAY_MS;
    const { session_id } = await learner.startSession({ session_type: 'practice', subject: 'Algebra' });
    for (const [index, { topic, concept, right }] of CONCEPTS.entries()) {
      at += 5 * 60_000;
      // Deterministic answers with the given success rates.
      const correct = ((day * 37 + index * 53) % 100) / 100 < right;
      const answer = { event_id: `${day}-${index}`, session_id, subject: 'Algebra', topic, concept, correct };
      await learner.recordAnswer({ ...answer, response_time_seconds: 20 });
    }
    await learner.endSession({ session_id });
  }

  at = now;
  // A job aggregates emotions; without it, the report has no section about them.
  await engine.aggregateEmotions();
  const report = await learnerReport(learner, { at: new Date(now), weeks: 4 });
  await mkdir(dirname(FILE), { recursive: true });
  await writeFile(FILE, await renderReport(report));
  for (const { title, says } of report.charts) console.log(`${title}: ${says}`);
  console.log(`Written to ${FILE}`);
} finally {
  await engine.close();
  await server.stop();
}
