// crontab: */15 * * * * node jobs-cron.js rollUp
import { createEngine } from 'adaptive-learning-engine';

const engine = await createEngine({ uri: process.env['MONGODB_URI'] ?? '' });
try {
  const { outcome } = await engine.jobs.run(process.argv[2] as 'rollUp');
  console.log(outcome); // done, or busy if another process is running it
} finally {
  await engine.close();
}
