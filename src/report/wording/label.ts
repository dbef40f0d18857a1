/**
 * A text, or its plural forms. `{name}` is replaced by a value. The plural form is chosen by the value `n` with the rules of the language; `zero` is
 * an optional form for 0 in any language.
 */
export type Label =
  | string
  | {
      readonly zero?: string;
      readonly one?: string;
      readonly two?: string;
      readonly few?: string;
      readonly many?: string;
      readonly other: string;
    };

export type LabelTable = { readonly [key: string]: Label };

/** A table with a label for each key of another table. */
export type SameKeys<Table> = { readonly [Key in keyof Table]: Label };
