import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { projectFiles } from './project-files.js';

/** What plain present-day English says otherwise, with what to write instead. */
const EVERYWHERE: readonly (readonly [RegExp, string])[] = [
  [/\busual_\w|\busual[A-Z]|USUAL|\balreadyThere\b/, 'default or typical in identifiers; alreadyExisted'],
  [/\banew\b/i, 'again; recomputes'],
  [/\bwhoever\b/i, 'anyone who; no matter who'],
  [/\bbut for\b/i, 'except for'],
  [/\b(takes|took|taking) in\b(?! (the|one|turn|common|seconds)\b)/i, 'records; adds'],
  [/\btaken in\b(?! (the|one|turn)\b)/i, 'recorded; included'],
  [/\bthereof\b|\bwherein\b|\bwhence\b|\bhenceforth\b/i, 'of it; where; from where'],
  [/\bbehold\b|\blest\b|\bere\b|\bnought\b/i, 'a word of today'],
];

/** And in what users read: sources, their messages and comments, the documentation and the examples. */
const FOR_USERS: readonly (readonly [RegExp, string])[] = [
  [/['`](?:a|an empty) text\b/, 'a string, in messages'],
  [/\bof which\b/i, 'that; whose; a second sentence'],
  [/\bwhat came\b/i, 'what it got'],
  [/\bcame of\b|\bcame out (of|as|otherwise)\b(?! it\b)/i, 'resulted; differs'],
  [/\b(is|are) given (as|to|what)\b/i, 'is reported as; gets'],
  [/\bunless (told|said)\b/i, 'by default'],
  [/\bin the order of time\b/i, 'in chronological order'],
  [/\bnobody has told\b|\btold of\b|\bthat has not come\b/i, 'not given; shown, gets; in the future'],
  [/\b(?:hence|thereby|therein|whereby)\b/i, 'so; by this'],
  [/\bmiddling\b/i, 'average'],
  [/\btold apart\b/i, 'distinguished'],
  [/\bof equals\b/i, 'ties; on a tie'],
  [/\b(to the bit|now and then|by whomever)\b/i, 'exactly; from time to time; by anyone'],
  [/\b(rides on|lets go of|makes again)\b/i, 'uses; releases; recomputes'],
];

const LIMITS = 'test/house/prose.test.ts';
const prose = projectFiles().filter((file) => /\.(ts|md)$/.test(file) && file !== LIMITS && file !== 'CHANGELOG.md');
const forUsers = prose.filter((file) => /^(src|docs|examples)\/|^(README|CONTRIBUTING)\.md$/.test(file));

/** Where a file says it, by line; code is read too, since messages and names of tests stand in it. */
function placesOf(files: readonly string[], words: RegExp): string[] {
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, number) => (words.test(line) ? [`${file}:${number + 1} ${line.trim().slice(0, 120)}`] : [])),
  );
}

describe('prose is plain present-day English', () => {
  test.each(EVERYWHERE)('no file says %s; instead: %s', (words) => {
    expect(placesOf(prose, words)).toEqual([]);
  });

  test.each(FOR_USERS)('nothing that users read says %s; instead: %s', (words) => {
    expect(placesOf(forUsers, words)).toEqual([]);
  });

  test('the files that users read are among those looked at', () => {
    expect(forUsers.length).toBeGreaterThan(500);
  });
});
