/** The top-level fields of a document; of several kinds of document, those of each. */
export type FieldOf<Document> = Document extends unknown ? keyof Document & string : never;

/** The part of a document that a projection leaves. */
export type Projected<Document, Field> = [Field] extends [never]
  ? Document
  : Document extends unknown
    ? Pick<Document, Extract<keyof Document, Field | '_id'>>
    : never;
