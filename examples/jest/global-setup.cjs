const { startEmbedded } = require('adaptive-learning-engine/embedded');

module.exports = async () => {
  const server = await startEmbedded();
  process.env.MONGODB_URI = server.uri;
  globalThis.stopMongo = () => server.stop();
};
