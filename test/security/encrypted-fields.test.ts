import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COLLECTIONS } from '../../src/collections/index.js';
import { type AnyPipeline, PIPELINES, stagesOf } from '../../src/pipelines/index.js';
import { type AnyDeclaration, encryptedPathsOf } from '../../src/schema/index.js';

const declarations = Object.values(COLLECTIONS) as readonly object[] as readonly AnyDeclaration[];
const pipelines = Object.values(PIPELINES) as readonly object[] as readonly AnyPipeline[];

test('docs/security.md lists every encrypted field, and no other', () => {
  const rows = declarations.flatMap(({ name, encrypted }) =>
    encrypted.length === 0 ? [] : [`| \`${name}\` | ${encrypted.map((path) => `\`${path}\``).join(', ')} |`],
  );
  const page = readFileSync('docs/security.md', 'utf8');
  expect(page).toContain(['| collection | encrypted fields |', '|---|---|', ...rows, ''].join('\n'));
});

describe.each(pipelines)('$name', (pipeline) => {
  test('computes with no encrypted field, and says where its rows hold one', () => {
    const stages = JSON.stringify(stagesOf(pipeline as never, pipeline.example as never));
    const shown = new Set(Object.values(pipeline.decrypted ?? {}) as string[]);
    for (const { name, encrypted } of declarations) {
      if (name !== pipeline.collection && !stages.includes(`"${name}"`)) continue;
      for (const path of encrypted) {
        expect(stages.includes(`$${path}"`), path).toBe(false);
        const parts = path.split('.').map((_, length, keys) => keys.slice(0, length + 1).join('.'));
        const isProjected = parts.some((part) => stages.includes(`"${part}":1`));
        if (isProjected) expect(shown, path).toContain(name);
      }
    }
  });

  test('is not cached with an encrypted field in its rows: a cache may be shared', () => {
    if (pipeline.decrypted !== undefined) expect(pipeline.cacheMinutes).toBeUndefined();
  });
});

test('a pipeline that computes with an encrypted field is refused', () => {
  const stages = (_: never, ref: (path: string) => string) => [{ $match: { user_id: 'ada' } }, { $group: { _id: ref('profile.name') } }];
  const own = { ...PIPELINES.profile_with_dna, stages } as object as AnyPipeline;
  expect(encryptedPathsOf(COLLECTIONS.users).standingOf('profile.name')).toBe('encrypted');
  expect(() => stagesOf(own as never, { user_id: 'ada' } as never)).toThrow(
    expect.objectContaining({ code: 'invalid_input', message: expect.stringContaining('a path that is not encrypted') }),
  );
});
