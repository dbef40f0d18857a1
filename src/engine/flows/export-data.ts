import { type ExportedCollection, exportLines, LearnerExport } from '../../lifecycle/index.js';
import type { Repository } from '../../repositories/index.js';
import { type CallControl, NOTHING } from '../../runtime/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';

export const exportData = learnerVerb({
  name: 'exportData',
  action: 'export',
  account: 'readable',
  kind: 'stream',
  input: NOTHING,
  summary: 'Exports everything that is stored about the learner, decrypted, as lines of NDJSON.',
  details:
    'The first line is a manifest with the JSON Schema of each collection. Then comes one line per document, of the core and of modules, and a last line with counts and the SHA-256 of all lines before it. Hashes of passwords, tokens and keys are left out, and so is all about others. It includes emotions whose use the learner does not allow, because they are stored. It reads while the learner goes on: what is recorded meanwhile may be missing.',
  result: 'The open export, to be read line by line.',
  errors: { not_found: 'a learner without an account', access_denied: 'a deleted account' },
  example: `const exported = await learner.exportData();
let characters = 0;
for await (const line of exported) characters += line.length;`,
  run: async (context: EngineContext, { userId }: Caller, _: undefined, { signal }: CallControl): Promise<LearnerExport> => {
    const where = 'exportData';
    const lines = exportLines({ userId, collections: ownedBy(context), exportedAt: context.clock(), signal });
    return new LearnerExport(lines, { signal, where });
  },
});

/** The collections of the core and of modules whose documents belong to learners. */
function ownedBy({ collections, repositories }: EngineContext): readonly ExportedCollection[] {
  const owned = [...collections.declarations.values()].filter(({ owner }) => owner !== 'nobody');
  return owned.map((declaration) => ({ declaration, repository: Reflect.get(repositories, declaration.name) as Repository<object> }));
}
