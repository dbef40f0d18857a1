import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { BSON } from 'mongodb';

/** MongoDB's one message of today, OP_MSG: https://github.com/mongodb/specifications/blob/master/source/message/OP_MSG.md */
const OP_MSG = 2013;
const HEADER_BYTES = 16;
/** Header, flags and the mark of the section that holds the command. */
const BEFORE_COMMAND = HEADER_BYTES + 4 + 1;
const DOCUMENTS = Buffer.from('documents\0', 'latin1');
const DUPLICATE_KEY = 11000;

interface Reply {
  readonly ok: number;
  readonly n?: number;
  readonly errmsg?: string;
  readonly writeErrors?: readonly { readonly code: number; readonly errmsg: string }[];
}

/**
 * A connection over which documents are inserted that are BSON already: unordered, past the validators. The driver takes objects only, and would
 * spend on writing them as BSON what the server needs to store them.
 */
export class BulkInserter implements AsyncDisposable {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #waiting: { resolve(reply: Reply): void; reject(error: Error): void } | undefined;
  #requests = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (part) => this.#take(part));
    socket.on('error', (error) => this.#waiting?.reject(error));
    socket.on('close', () => this.#waiting?.reject(new Error('The server closed the connection of the load')));
  }

  static async open(uri: string): Promise<BulkInserter> {
    const { hostname, port } = new URL(uri);
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    await once(socket, 'connect');
    return new BulkInserter(socket);
  }

  /** Inserts documents that stand one behind the other; those whose `_id` is there already stay as they are. */
  async insert(database: string, collection: string, documents: Buffer): Promise<void> {
    const reply = await this.#send(
      { insert: collection, ordered: false, bypassDocumentValidation: true, writeConcern: { w: 1 }, $db: database },
      documents,
    );
    const error = reply.ok === 1 ? reply.writeErrors?.find(({ code }) => code !== DUPLICATE_KEY)?.errmsg : reply.errmsg;
    if (error !== undefined) throw new Error(`insert into ${collection}: ${error.slice(0, 200)}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #send(command: object, documents: Buffer): Promise<Reply> {
    const body = BSON.serialize(command);
    const head = Buffer.alloc(BEFORE_COMMAND);
    const section = Buffer.alloc(1 + 4);
    head.writeInt32LE(head.length + body.length + section.length + DOCUMENTS.length + documents.length, 0);
    this.#requests += 1;
    head.writeInt32LE(this.#requests, 4);
    head.writeInt32LE(OP_MSG, 12);
    // Kind 1: a sequence of documents, which begins with its length.
    section[0] = 1;
    section.writeInt32LE(4 + DOCUMENTS.length + documents.length, 1);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.cork();
      for (const part of [head, body, section, DOCUMENTS, documents]) this.#socket.write(part);
      this.#socket.uncork();
    });
  }

  #take(part: Buffer): void {
    this.#received = Buffer.concat([this.#received, part]);
    if (this.#received.length < 4 || this.#received.length < this.#received.readInt32LE(0)) return;
    const reply = BSON.deserialize(this.#received.subarray(BEFORE_COMMAND)) as Reply;
    this.#received = Buffer.alloc(0);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(reply);
  }
}
