import type { Path, PathValue } from '../schema/index.js';

/** A list can be compared as a whole or by its entries, as in MongoDB. */
type Comparable<Value> = Value extends readonly (infer Item)[] ? Value | Item : Value;

/** A value, or a comparison with one. */
export type Condition<Value> =
  | Comparable<Value>
  | {
      readonly $eq?: Comparable<Value>;
      readonly $ne?: Comparable<Value>;
      readonly $gt?: Comparable<Value>;
      readonly $gte?: Comparable<Value>;
      readonly $lt?: Comparable<Value>;
      readonly $lte?: Comparable<Value>;
      readonly $in?: readonly Comparable<Value>[];
      readonly $nin?: readonly Comparable<Value>[];
      readonly $exists?: boolean;
      readonly $elemMatch?: Value extends readonly (infer Item)[] ? TypedFilter<Item> : never;
    };

/**
 * A typed filter: a misspelt path or a value of the wrong type does not compile, unlike with the driver's `Filter`.
 */
export type TypedFilter<Document> = {
  readonly [P in Path<Document>]?: Condition<PathValue<Document, P>>;
} & {
  readonly $and?: readonly TypedFilter<Document>[];
  readonly $or?: readonly TypedFilter<Document>[];
};

/** Changes by path; a misspelt path does not compile. */
export interface TypedUpdate<Document> {
  readonly set?: { readonly [P in Path<Document>]?: PathValue<Document, P> };
  readonly unset?: readonly Path<Document>[];
  /** Adds to numbers; rejects NaN. */
  readonly increment?: { readonly [P in Path<Document>]?: number };
}

export type Sort<Document> = { readonly [P in Path<Document>]?: 1 | -1 };
