/**
 * A text, or the forms that a plural takes. `{name}` in it stands for a value; the form is chosen by the value `n`, by the rules of the
 * language. `zero` is the form for none, in every language, where one wants to say that in another way.
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

/** A table that has a label for each key of another. */
export type SameKeys<Table> = { readonly [Key in keyof Table]: Label };
