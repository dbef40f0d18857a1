/**
 * A shop of lessons: a learner pays for an answer with a coin. The coin and the answer are stored together or not at all, because the engine
 * joins the transaction of the shop, once with the driver's own session and once with mongoose's.
 */
import { createEngine } from 'adaptive-learning-engine';
import { startEmbedded } from 'adaptive-learning-engine/embedded';
import mongoose, { Schema } from 'mongoose';

const server = await startEmbedded();
const connection = await mongoose.createConnection(server.uri, { socketTimeoutMS: 30_000 }).asPromise();
const { db } = connection;
if (db === undefined) throw new Error('Mongoose is not connected');
const Purse = connection.model('Purse', new Schema({ _id: String, coins: Number }));
await Purse.create({ _id: 'ada', coins: 1 });

const engine = await createEngine({ db });
await engine.setup();
await engine.ensureLearner({ user_id: 'ada', timezone: 'Europe/Zurich' });
const learner = engine.as({ userId: 'ada', role: 'learner' });
const answer = { subject: 'French', topic: 'Food', correct: true, response_time_seconds: 4 };

/** Takes a coin, and fails where there is none. */
async function pay(session: mongoose.mongo.ClientSession): Promise<void> {
  const paid = await Purse.updateOne({ _id: 'ada', coins: { $gt: 0 } }, { $inc: { coins: -1 } }, { session });
  if (paid.modifiedCount === 0) throw new Error('no coins left');
}

async function show(): Promise<string> {
  const purse = await Purse.findById('ada');
  const { rows } = await learner.query('user_progress_dashboard', {});
  return `${purse?.coins} coins, ${rows[0]?.answers ?? 0} answers`;
}

try {
  // Committed together.
  await connection.transaction(async (session) => {
    await learner.recordAnswer({ ...answer, event_id: 'answer-1', concept: 'pomme' }, { session });
    await pay(session);
  });
  console.log(`paid: ${await show()}`);

  // Aborted together: the answer was written first, and goes with the payment that fails.
  await connection
    .transaction(async (session) => {
      await learner.recordAnswer({ ...answer, event_id: 'answer-2', concept: 'poire' }, { session });
      await pay(session);
    })
    .catch((error: Error) => console.log(`refused: ${error.message}`));
  console.log(`after the refusal: ${await show()}`);

  // The same with the driver alone. The driver runs it again where another writer was faster.
  await Purse.updateOne({ _id: 'ada' }, { $inc: { coins: 1 } });
  await db.client.withSession((session) =>
    session.withTransaction(async () => {
      await pay(session);
      await learner.recordAnswer({ ...answer, event_id: 'answer-2', concept: 'poire' }, { session });
    }),
  );
  console.log(`paid again: ${await show()}`);
} finally {
  await engine.close();
  await connection.close();
  await server.stop();
}
