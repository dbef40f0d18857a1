/** What Node asks for the address of a name, and for the hosts behind a `mongodb+srv` one: whatever fails there, the name has no host. */
const OF_NAMES: ReadonlySet<unknown> = new Set(['getaddrinfo', 'querySrv', 'queryTxt']);

/** Certificates that are refused, by either side, by Node's and OpenSSL's codes. */
const OF_TLS = /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|SELF_SIGNED|DEPTH_ZERO_SELF|UNABLE_TO_|CERT_|HOSTNAME_MISMATCH|EPROTO$)/;

/** The most hosts that a message names. */
const HOSTS_NAMED = 3;

/**
 * Why no host of the database can be reached as its address is written, with the hosts' names and nothing else of the address;
 * undefined for an error that says anything else, or where one host may still be reached.
 */
export function unreachableBecause(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { reason } = error as { readonly reason?: { readonly servers?: unknown } };
  if (reason?.servers instanceof Map) return unreachableServers(reason.servers);
  return causeOf(error);
}

/** The same of the servers that the driver watches, by their address. */
export function unreachableServers(servers: ReadonlyMap<string, { readonly error?: unknown }>): string | undefined {
  const causes = [...servers].map(([address, { error }]) => [address, causeOf(error)] as const);
  if (causes.length === 0 || causes.some(([, cause]) => cause === undefined)) return undefined;
  const named = causes.slice(0, HOSTS_NAMED).map(([address, cause]) => `${address}: ${cause}`);
  return [...named, ...(causes.length > HOSTS_NAMED ? ['…'] : [])].join('; ');
}

/** Looks through the errors that wrap one another: the driver's of the network has Node's own as its cause. */
function causeOf(error: unknown): string | undefined {
  for (let [at, depth] = [error, 0]; at instanceof Error && depth < DEEPEST; [at, depth] = [at.cause, depth + 1]) {
    const { code, syscall, hostname } = at as { readonly code?: unknown; readonly syscall?: unknown; readonly hostname?: unknown };
    if (typeof code !== 'string') continue;
    const name = typeof hostname === 'string' && HOST.test(hostname) ? `${hostname} ` : '';
    if (OF_NAMES.has(syscall)) return `a host name ${name}that cannot be resolved (${code})`;
    if (OF_TLS.test(code)) return `a TLS handshake that failed (${code})`;
  }
  return undefined;
}

const DEEPEST = 8;

/** A name as DNS has them, so that nothing else of an address gets into a message. */
const HOST = /^[\w.-]{1,253}$/;
