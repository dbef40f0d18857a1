/** What a path stops at. ObjectId and the like are seen by their `_bsontype`, so that no driver type is needed here. */
type Leaf = string | number | boolean | bigint | symbol | null | undefined | Date | Uint8Array | RegExp | { readonly _bsontype: string };

/** One less, to end the descent: no declaration is deeper. */
type Less = [never, 0, 1, 2, 3, 4, 5];

/**
 * Every dotted path into a document, through lists as MongoDB does: `interactions.ai_response.text`.
 * Where names are data (a record), any text follows: `learning_effectiveness.subjects_performance.${string}`.
 */
export type Path<T, Depth extends number = 5> = [Depth] extends [never]
  ? never
  : T extends Leaf
    ? never
    : T extends readonly (infer Item)[]
      ? Path<Item, Depth>
      : T extends object
        ? string extends keyof T
          ? string
          : { [K in keyof T & string]: K | `${K}.${Path<NonNullable<T[K]>, Less[Depth]>}` }[keyof T & string]
        : never;

/**
 * What stands at a path: an element where the path goes through a list. Behind a name that is data the compiler cannot tell how far
 * the path goes on, so what stands under the name and everything in it will do; the check at run time is exact.
 */
export type PathValue<T, P extends string> = T extends readonly (infer Item)[]
  ? PathValue<Item, P>
  : T extends object
    ? string extends keyof T
      ? T[keyof T & string] | PathValue<T[keyof T & string], Path<T[keyof T & string]>>
      : P extends keyof T
        ? T[P]
        : P extends `${infer Head}.${infer Rest}`
          ? Head extends keyof T
            ? PathValue<NonNullable<T[Head]>, Rest>
            : never
          : never
    : never;
