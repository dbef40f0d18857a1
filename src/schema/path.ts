/** Types at which a path ends. ObjectId and similar types are recognised by their `_bsontype`, so no driver type is needed. */
type Leaf = string | number | boolean | bigint | symbol | null | undefined | Date | Uint8Array | RegExp | { readonly _bsontype: string };

/** Decrements the depth, to limit the recursion. */
type Less = [never, 0, 1, 2, 3, 4, 5];

/**
 * All dotted paths of a document, through lists as in MongoDB: `interactions.ai_response.text`. A record allows any key:
 * `learning_effectiveness.subjects_performance.${string}`.
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
 * The type at a path; the element type if the path goes through a list. Below a record key, the compiler accepts any nested value; the check at run
 * time is exact.
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
