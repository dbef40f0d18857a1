import { connect, createServer, type Socket } from 'node:net';

/** A way to a server on which connections go silent, as behind a firewall that forgot them: nothing comes through, and nobody is told. */
export interface SilentProxy extends AsyncDisposable {
  /** `127.0.0.1` and the port. */
  readonly address: string;
  /** Connections that stand now go silent for good; new ones work. */
  silencePresent(): void;
  /** Nothing comes through, on present connections and on new ones. */
  silenceAll(): void;
  /** New connections work again. */
  heal(): void;
}

export async function startSilentProxy(to: { readonly host: string; readonly port: number }): Promise<SilentProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let isSilent = false;
  const silence = ([client, server]: readonly [Socket, Socket]) => {
    client.unpipe(server).pause();
    server.unpipe(client).pause();
  };
  const proxy = createServer((client) => {
    const server = connect(to);
    const pair = [client, server] as const;
    pairs.add(pair);
    for (const [one, other] of [pair, [server, client]] as const) {
      one.on('error', () => undefined);
      one.on('close', () => {
        other.destroy();
        pairs.delete(pair);
      });
    }
    if (isSilent) return silence(pair);
    client.pipe(server);
    server.pipe(client);
  });
  await new Promise<void>((resolve) => {
    proxy.listen(0, '127.0.0.1', resolve);
  });
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port');
  return {
    address: `127.0.0.1:${address.port}`,
    silencePresent: () => pairs.forEach(silence),
    silenceAll: () => {
      isSilent = true;
      pairs.forEach(silence);
    },
    heal: () => {
      isSilent = false;
    },
    [Symbol.asyncDispose]: async () => {
      for (const sockets of pairs) for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        proxy.close(resolve);
      });
    },
  };
}
