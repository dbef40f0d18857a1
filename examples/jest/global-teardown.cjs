module.exports = () => globalThis.stopMongo();
