import { createServer } from 'node:net';

/**
 * A port on 127.0.0.1 that nobody listens on at this moment.
 * Another process may take it before mongod does: anyone who starts a server on it must be ready to ask again.
 */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? done(address.port) : fail(new Error('No port was given'))));
    });
  });
}
