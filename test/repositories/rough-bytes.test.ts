import fc from 'fast-check';
import { BSON } from 'mongodb';
import { expect, test } from 'vitest';
import { roughBytes } from '../../src/repositories/rough-bytes.js';

const field = fc.string({ unit: 'binary', maxLength: 20 }).filter((key) => !key.includes('\0'));
const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.integer(), fc.boolean(), fc.date({ noInvalidDate: true }));
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('tree'), { maxLength: 5 }), fc.dictionary(field, tie('tree'), { maxKeys: 5 })),
}));

test('is never below what BSON takes, and not far above it', () => {
  fc.assert(
    fc.property(fc.dictionary(field, tree ?? leaf, { maxKeys: 6 }), (document) => {
      const bytes = BSON.calculateObjectSize(document);
      const rough = roughBytes(document);
      expect(rough).toBeGreaterThanOrEqual(bytes);
      expect(rough).toBeLessThan(24 + 24 * bytes);
    }),
  );
});
