/** The top-level fields of a document, or of each member of a union. */
export type FieldOf<Document> = Document extends unknown ? keyof Document & string : never;

/** The part of a document that a projection returns. */
export type Projected<Document, Field> = [Field] extends [never]
  ? Document
  : Document extends unknown
    ? Pick<Document, Extract<keyof Document, Field | '_id'>>
    : never;
