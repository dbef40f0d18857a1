/**
 * An existing flashcard app with Mongoose models, ObjectId ids, its own `users` collection and cards scheduled by SM-2. The library runs beside it,
 * imports the cards, and does not change the app's collections.
 */
import { createEngine } from 'adaptive-learning-engine';
import { startEmbedded } from 'adaptive-learning-engine/embedded';
import mongoose, { Schema } from 'mongoose';

const DAY_MS = 86_400_000;

const User = mongoose.model('User', new Schema({ nick: { type: String, unique: true }, zone: String }));
const Card = mongoose.model(
  'Card',
  new Schema({
    owner: Schema.Types.ObjectId,
    deck: String,
    front: String,
    easiness: Number,
    interval: Number,
    repetitions: Number,
    due: Date,
  }),
);

const server = await startEmbedded();
// In production, use your app's existing connection. The timeout keeps silent connections out of the pool.
const connection = await mongoose.connect(server.uri, { socketTimeoutMS: 30_000 });
const { db } = connection.connection;
if (db === undefined) throw new Error('Mongoose is not connected');
await Promise.all([User.init(), Card.init()]);
await fillApp();

const engine = await createEngine({ db, collections: { prefix: 'ale_' } });
try {
  await engine.setup();

  let adopted = 0;
  for (const user of await User.find()) {
    const { user_id: userId } = await engine.ensureLearner({ user_id: user.id, timezone: user.zone ?? 'UTC' });
    const learner = engine.as({ userId, role: 'learner' });
    const cards = await Card.find({ owner: user._id }).lean();
    const report = await learner.adoptCards(
      cards.map(({ _id, deck, front, easiness, interval, repetitions, due }) => ({
        event_id: `card-${_id}`,
        subject: String(deck),
        topic: 'Vocabulary',
        concept: String(front),
        sm2: { ease_factor: easiness ?? 2.5, interval_days: interval ?? 0, repetitions: repetitions ?? 0 },
        ...(due ? { due } : {}),
      })),
    );
    adopted += report.adopted;
  }
  console.log(`${adopted} cards moved over`);

  const somebody = await User.findOne({ nick: 'learner 0' });
  const learner = engine.as({ userId: String(somebody?.id), role: 'learner' });
  const { rows: due } = await learner.dueReviews({ within: 'today', limit: 1000 });
  console.log(`${due.length} due today`);
  const [first] = due;
  if (first === undefined) throw new Error('Nothing is due');
  const { subject, topic, concept } = first;
  // No explicit session is needed: answers a few minutes apart form one session.
  const outcome = await learner.recordAnswer({ event_id: 'answer-1', subject, topic, concept, correct: true, response_time_seconds: 4 });
  console.log(`Next review of ${concept} in ${outcome.repetition_interval_days} days`);

  // The app's collections are unchanged: no validators, and only the indexes that Mongoose created.
  for (const { name } of await db.listCollections({ name: /^(?!ale_)/ }).toArray()) {
    const [info] = await db.listCollections({ name }).toArray();
    const indexes = (await db.collection(name).indexes()).map((index) => index.name);
    console.log(
      `${name}: ${await db.collection(name).countDocuments()} documents, indexes ${indexes.join(' and ')}, options ${JSON.stringify((info as { options?: object } | undefined)?.options)}`,
    );
  }
} finally {
  await engine.close();
  await connection.disconnect();
  await server.stop();
}

/** Creates three users with a thousand cards each. */
async function fillApp(): Promise<void> {
  const users = await User.insertMany([0, 1, 2].map((n) => ({ nick: `learner ${n}`, zone: 'Europe/Zurich' })));
  const cards = users.flatMap(({ _id: owner }) =>
    Array.from({ length: 1_000 }, (_, n) => ({
      owner,
      deck: 'French',
      front: `word ${n}`,
      easiness: 1.3 + (n % 12) / 10,
      interval: 1 + (n % 30),
      repetitions: 1 + (n % 6),
      due: new Date(Date.now() + ((n % 20) - 5) * DAY_MS),
    })),
  );
  await Card.insertMany(cards);
}
