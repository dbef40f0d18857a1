/** Writes everything that is stored about a learner to a compressed file, and checks that the file is whole. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Engine } from 'adaptive-learning-engine';

export async function writeExport(engine: Engine, userId: string, file: string): Promise<void> {
  const exported = await engine.as({ userId, role: 'system' }).exportData();
  await pipeline(Readable.from(exported), createGzip(), createWriteStream(file, { mode: 0o600 }));
}

/** The number of documents in a file, if it is whole. */
export async function checkExport(file: string): Promise<number> {
  const sum = createHash('sha256');
  let documents = 0;
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    const { record, sha256 } = JSON.parse(line) as { readonly record: string; readonly sha256?: string };
    if (record === 'end' && sha256 === sum.copy().digest('hex')) return documents;
    sum.update(`${line}\n`);
    if (record === 'document') documents += 1;
  }
  throw new Error(`${file} is not whole`);
}
