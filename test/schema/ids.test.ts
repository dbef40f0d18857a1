import { ObjectId } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { fields, LIMITS, parseInput } from '../../src/schema/index.js';
import { HOST_IDS } from '../support/host-ids.js';
import { refusalAtOnce } from '../support/refusal.js';

describe.each([
  ['a learner', fields.userId],
  ['a session', fields.sessionId],
])('an id of %s', (_, schema) => {
  test.each(HOST_IDS)('is taken exactly as it is: %j', (id) => {
    expect(parseInput(schema, id, 'call')).toBe(id);
  });

  test.each([
    ['nothing', ''],
    ['a string that is too long', 'x'.repeat(LIMITS.idLength + 1)],
    ['NUL', 'a\0b'],
    ['a line break', 'a\nb'],
    ['ESC', 'a\u001bb'],
    ['DEL', 'a\u007fb'],
    ['a C1 control', 'a\u0085b'],
    ['a line separator', 'a\u2028b'],
    ['a paragraph separator', 'a\u2029b'],
    ['a lone surrogate', 'a\ud800b'],
  ])('is refused with %s in it, and is not repeated', (_what, id) => {
    const refusal = refusalAtOnce(() => parseInput(schema, id, 'call'));
    expect(refusal).toMatchObject({ code: 'invalid_input', where: 'call' });
    if (id.length > 2) expect(refusal.message).not.toContain(id);
  });

  test('tells who gives an ObjectId or a number how to make a text of it', () => {
    const id = new ObjectId();
    const refusal = refusalAtOnce(() => parseInput(schema, id, 'call'));
    expect(refusal.message).toBe('call: expected a string (id.toHexString() makes one), got an ObjectId');
    expect(refusalAtOnce(() => parseInput(schema, 4711, 'call')).message).toBe(
      'call: expected a string (String(value) makes one), got a number',
    );
  });
});

test('an id that the engine makes of the longest session id fits the log', () => {
  const longest = '漢'.repeat(LIMITS.idLength);
  for (const id of [`session_started/${longest}`, `consent_withdrawn/${longest}/${8.64e15}`])
    expect(parseInput(fields.storedEventId, id, 'call')).toBe(id);
});
