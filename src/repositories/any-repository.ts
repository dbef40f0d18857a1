import type { Document } from 'mongodb';
import type { AnyDeclaration } from '../collections/index.js';
import type { CallOptions } from './call-options.js';
import type { DecodedCursor } from './decoded-cursor.js';
import type { Swap } from './swap.js';

/** A repository of whichever collection, for code that walks the table. */
export interface AnyRepository {
  readonly declaration: AnyDeclaration;
  findUndecoded(filter: object, options?: CallOptions): DecodedCursor<Document>;
  replaceAll(swaps: readonly Swap<object>[], options?: CallOptions): Promise<boolean>;
}
