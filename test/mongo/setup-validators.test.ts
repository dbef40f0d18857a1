import fc from 'fast-check';
import { type Document, ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COLLECTIONS } from '../../src/collections/index.js';
import { decodeDocument, toMongoSchema } from '../../src/schema/index.js';
import { corruptions } from '../support/corruption.js';
import { liveFully } from '../support/full-life.js';
import { largestDocument } from '../support/largest-document.js';
import { refusalAtOnce } from '../support/refusal.js';
import { openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
/** Collections in which anything can be tried, each with the validator of the one that it is named for. */
const trial = (name: string) => tutor.db.collection(`trial_${name}`);

beforeAll(async () => {
  tutor = await openTutor();
  await liveFully(tutor);
  for (const { name, schema } of Object.values(COLLECTIONS)) {
    await tutor.db.createCollection(`trial_${name}`, { validator: { $jsonSchema: toMongoSchema(schema) } });
  }
});
afterAll(() => tutor[Symbol.asyncDispose]());

/** Whether the server's validator takes a document. */
async function serverTakes(name: string, document: Document): Promise<boolean> {
  try {
    await trial(name).insertOne({ ...document, _id: new ObjectId() });
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === 121) return false;
    throw error;
  }
}

describe.each(Object.values(COLLECTIONS))('$name', ({ name, schema }) => {
  test('what the library writes passes the decode and the server', async () => {
    const documents = await tutor.db.collection(name).find().toArray();
    expect(documents).not.toEqual([]);
    for (const document of documents) {
      expect(decodeDocument(schema, document, name)).toEqual(document);
      expect(await serverTakes(name, document)).toBe(true);
    }
  });

  test('the largest document of all passes the server too', async () => {
    expect(await serverTakes(name, largestDocument(schema) as Document)).toBe(true);
  });

  test('a document that is spoilt in one place is refused by the decode, and by the server wherever it can see it', async () => {
    const documents = await tutor.db.collection(name).find().toArray();
    const validator = toMongoSchema(schema);
    const spoilt = fc.constantFrom(...documents).chain((document) => corruptions(document, validator));
    await fc.assert(
      fc.asyncProperty(spoilt, async ({ make, serverSees, path, kind }) => {
        const document = make();
        const refusal = refusalAtOnce(() => decodeDocument(schema, document, name));
        expect(refusal).toMatchObject({ code: 'corrupt_document', where: expect.stringContaining(`${name} ${String(document['_id'])}`) });
        if (serverSees) expect(await serverTakes(name, document), `${path}: ${kind}`).toBe(false);
      }),
      { numRuns: 80 },
    );
  });
});
