import type { Document } from 'mongodb';
import type { AnyDeclaration } from '../schema/index.js';
import type { CallOptions } from './call-options.js';
import type { DecodedCursor } from './decoded-cursor.js';
import type { GuardedReplacement } from './guarded-replacement.js';

/** A repository of whichever collection, for code that walks the table. */
export interface AnyRepository {
  readonly declaration: AnyDeclaration;
  findUndecoded(filter: object, options?: CallOptions): DecodedCursor<Document>;
  replaceAll(changes: readonly GuardedReplacement<object>[], options?: CallOptions): Promise<boolean>;
}
