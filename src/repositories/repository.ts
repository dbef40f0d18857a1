import type { Document, Filter, OptionalUnlessRequiredId } from 'mongodb';
import type { z } from 'zod';
import { invalidInput } from '../errors.js';
import { type AnyPipeline, excludeInvalid, INVALID_DOCUMENT, onlyInvalid, type ParamsSchema, stagesNamed } from '../pipelines/index.js';
import {
  type AnyDeclaration,
  type CollectionDeclaration,
  type Content,
  decodeDocument,
  parseDocument,
  parseInput,
  withoutId,
} from '../schema/index.js';
import { type CallOptions, ofCall, stopIfAborted } from './call-options.js';
import { checkEncryptedUpdate } from './check-encrypted-update.js';
import { checkFilter } from './check-filter.js';
import type { CollectionSet } from './collection-set.js';
import type { DriverOptions } from './command.js';
import { CommandSender } from './command-sender.js';
import { type Consented, type Consents, consented } from './consents.js';
import type { DecodedCursor } from './decoded-cursor.js';
import { DocumentParts } from './document-parts.js';
import { type FindOptions, findOptions } from './find-options.js';
import { type GuardedReplacement, replaceDocuments } from './guarded-replacement.js';
import { guardedUpdate } from './guarded-update.js';
import { takeOptions } from './known-options.js';
import { normalizeFilter } from './normalize-filter.js';
import { bringUpToDate, updateInForm } from './outdated-documents.js';
import type { FieldOf, Projected } from './projected.js';
import { refuseWriting } from './refuse-writing.js';
import { IN_CLEAR, type Sealing } from './sealing.js';
import { both, openedRows, shownRows } from './shown-rows.js';
import type { TypedFilter, TypedUpdate } from './typed-filter.js';
import { corruptDocument, type Unreadable, type UnreadableOptions } from './unreadable.js';
import { type PathUpdate, updateOperators } from './update-operators.js';
import { filterWithin, pipelineWithin } from './within-reach.js';

/** As little of a document as can be read. */
const ID = { projection: { _id: 1 } } as const;

/** A repository of one collection, with typed filters, validated arguments and decoded rows. */
export class Repository<Stored> extends CommandSender {
  readonly declaration: CollectionDeclaration<z.ZodType<Stored>>;
  /** Consent to the use of emotions; undefined for the engine's own reads. */
  consents: Consents | undefined;
  /** What encrypts documents that are written by the driver's collection, and decrypts what it returns. */
  readonly sealing: Sealing;
  readonly #plain: AnyDeclaration;
  readonly #collections: CollectionSet;
  readonly #content: z.ZodType;
  readonly #parts: DocumentParts;
  constructor(collections: CollectionSet, declaration: CollectionDeclaration<z.ZodType<Stored>>) {
    super(collections.collection(declaration.name), collections.readiness);
    this.#collections = collections;
    this.declaration = declaration;
    this.#plain = declaration as unknown as AnyDeclaration;
    this.#content = withoutId(declaration.schema);
    this.#parts = new DocumentParts(this.#plain);
    this.sealing = collections.encryption?.sealingOf(this.#plain) ?? IN_CLEAR;
  }

  /** Returns the first matching document, or null. */
  async findOne<Field extends FieldOf<Stored> = never>(
    given: TypedFilter<Stored>,
    asked: FindOptions<Stored, Field> = {},
  ): Promise<Projected<Stored, Field> | null> {
    const where = `${this.declaration.name}.findOne`;
    const options = takeOptions(asked, 'find', where);
    const { found, cut } = this.#parts.reading(findOptions(this.#plain, options, where));
    const filter = this.#check(given, options, where);
    const schema = this.#parts.schemaFor(options.fields);
    const { found: sent, show } = this.#shownRows(found, filter, options, where);
    const row = await this.command(where, ofCall(options), async (driver) => {
      const stored = await this.collection.findOne(filter as Filter<Document>, { ...sent, ...driver });
      if (stored === null || show === undefined) return stored;
      return show([stored]).then(([shown = null]) => shown);
    });
    return row === null ? null : (decodeDocument(schema, cut(row), this.declaration.name) as Projected<Stored, Field>);
  }

  /**
   * Returns a cursor over all matching documents. Documents that do not match the schema are left out and listed in the cursor's `unreadable`; with a
   * `limit`, the cursor then returns fewer rows.
   */
  find<Field extends FieldOf<Stored> = never>(
    given: TypedFilter<Stored>,
    asked: FindOptions<Stored, Field> = {},
  ): DecodedCursor<Projected<Stored, Field>> {
    const where = `${this.declaration.name}.find`;
    const options = takeOptions(asked, 'find', where);
    const { found, cut } = this.#parts.reading(findOptions(this.#plain, options, where));
    const filter = this.#check(given, options, where);
    const schema = this.#parts.schemaFor(options.fields);
    return this.#rows(found, filter, options, where, (row) => decodeDocument(schema, cut(row), this.declaration.name)) as DecodedCursor<
      Projected<Stored, Field>
    >;
  }

  /** Like `find`, for a part of each document: a schema with fewer fields than the declared one, at any depth, but with `_id`. */
  findPart<Part extends z.ZodObject<{ _id: z.ZodType }>>(
    given: TypedFilter<Stored>,
    part: Part,
    asked: Omit<FindOptions<Stored>, 'fields'> = {},
  ): DecodedCursor<z.output<Part>> {
    const where = `${this.declaration.name}.findPart`;
    const options = takeOptions(asked, 'findPart', where);
    const { projection: last, ...sent } = findOptions(this.#plain, options, where);
    const { found, cut } = this.#parts.reading({ ...sent, projection: { ...this.#parts.projectionOf(part, where), ...last } });
    const filter = this.#check(given, options, where);
    return this.#rows(found, filter, options, where, (row) => decodeDocument(part, cut(row), this.declaration.name));
  }

  /** Documents without validation, for repairs; one of an older version in today's form, where its steps apply. */
  findUndecoded(given: TypedFilter<Stored>, asked: CallOptions & { readonly index?: string | undefined } = {}): DecodedCursor<Document> {
    const where = `${this.declaration.name}.findUndecoded`;
    const options = takeOptions(asked, 'findUndecoded', where);
    const filter = this.#check(given, options, where);
    const hint = options.index === undefined ? {} : { hint: options.index };
    return this.#rows(hint, filter, options, where, (row) => row as Document);
  }

  /** Returns the number of matching documents. */
  async count(given: TypedFilter<Stored>, asked: CallOptions = {}): Promise<number> {
    const where = `${this.declaration.name}.count`;
    const options = takeOptions(asked, 'call', where);
    const filter = this.#check(given, options, where);
    if (!this.#consented(ID, filter, options).isAskedBy)
      return this.command(where, options, (driver) => this.collection.countDocuments(filter as Filter<Document>, driver));
    let count = 0;
    for await (const _ of this.#rows(ID, filter, options, where, () => true)) count += 1;
    return count;
  }

  /**
   * Validates and inserts a document.
   *
   * @throws AdaptiveLearningError `already_exists`; inside a transaction, the driver's own `TransientTransactionError`
   */
  async insertOne(content: Content<Stored>, asked: CallOptions = {}): Promise<void> {
    const where = `${this.declaration.name}.insertOne`;
    const options = takeOptions(asked, 'call', where);
    stopIfAborted(options, where);
    const [document] = await this.sealing.seal([parseDocument(this.#content, content, where) as Document], where, options);
    // A field that is undefined is one that is not there; the driver would store null.
    await this.command(where, options, (driver) =>
      this.collection.insertOne(document as OptionalUnlessRequiredId<Document>, { ...driver, ignoreUndefined: true }),
    );
  }

  /** Updates the first matching document after validating each value. Returns whether one was found. */
  async updateOne(given: TypedFilter<Stored>, update: TypedUpdate<Stored>, asked: CallOptions = {}): Promise<boolean> {
    const where = `${this.declaration.name}.updateOne`;
    const options = takeOptions(asked, 'call', where);
    const filter = this.#check(given, options, where);
    const checked = updateOperators(this.#plain, update as PathUpdate, where);
    checkEncryptedUpdate(this.#plain, filter, checked, where);
    const [operators = checked] = await this.sealing.sealUpdates([{ binding: filter, update: checked }], where, options);
    // Whether a document was there says what it was found by.
    if (this.#consented(ID, filter, options).isAskedBy && (await this.count(filter, options)) === 0) return false;
    return updateInForm(this, this.#plain, { filter: filter as Filter<Document>, operators }, where, options);
  }

  /**
   * Writes the difference between two states of a document if it has not changed since it was read (by `revision`). Returns false on a conflict: read
   * it again.
   *
   * `after` is not validated again by the schema, because events are validated and the server's validator checks the document.
   */
  async save(before: Content<Stored>, after: Content<Stored>, options: CallOptions = {}): Promise<boolean> {
    const change = guardedUpdate(this.#plain, before as object, after as object);
    if (change === undefined) return true;
    const where = `${this.declaration.name}.save`;
    await bringUpToDate(this, this.#plain, [change.filter], where, options);
    const [update = change.update] = await this.sealing.sealUpdates([{ binding: before as object, update: change.update }], where, options);
    const result = await this.command(where, options, (driver) => this.collection.updateOne(change.filter, update, driver));
    return result.matchedCount > 0;
  }

  /**
   * Inserts or replaces complete documents. Returns false if a stored document does not have the expected revision: read it again.
   */
  async replaceAll(changes: readonly GuardedReplacement<Content<Stored>>[], options: CallOptions = {}): Promise<boolean> {
    const where = `${this.declaration.name}.replaceAll`;
    if (changes.length === 0) return true;
    return replaceDocuments(this, { where, declaration: this.#plain, content: this.#content }, changes, options);
  }

  /**
   * Runs a pipeline of this collection and decodes its rows. Stored documents that do not match the schema are left out and listed in the cursor's
   * `unreadable`; with `unreadable: 'refuse'` the first one is an error.
   */
  run<Params extends ParamsSchema, Row extends z.ZodType>(
    pipeline: AnyPipeline<Params, Row>,
    params: z.input<Params>,
    asked: CallOptions & UnreadableOptions & { readonly batchSize?: number } = {},
  ): DecodedCursor<z.output<Row>> {
    const where = pipeline.name;
    const options = takeOptions(asked, 'run', where);
    stopIfAborted(options, where);
    if (pipeline.collection !== this.declaration.name)
      throw invalidInput(where, `the repository of ${pipeline.collection}`, this.declaration.name);
    const checked = parseInput(pipeline.params, params, where);
    const { named } = this.#collections;
    const reached = pipelineWithin(pipeline, this.#plain, options.reach, where);
    const stages = options.unreadable === 'refuse' ? stagesNamed(reached, checked, named) : excludeInvalid(reached, checked, named);
    refuseWriting(stages, where);
    const batch = options.batchSize === undefined ? {} : { batchSize: options.batchSize };
    const aggregate = (driver: DriverOptions) => this.collection.aggregate([...stages], { ...driver, ...batch, allowDiskUse: true });
    const decode = (row: unknown) => {
      const unreadable = (row as { readonly [INVALID_DOCUMENT]?: unknown })[INVALID_DOCUMENT];
      if (unreadable === undefined) return decodeDocument(pipeline.row, row, where);
      throw corruptDocument(this.declaration.name, unreadable);
    };
    const opened = openedRows(pipeline, checked, this.#collections, where, options);
    return this.cursor(aggregate, decode, where, options, both(opened, this.consents?.asked(pipeline, checked, options)));
  }

  /** Decrypts raw documents, and applies consent to them. */
  async shown(rows: Document[], options: CallOptions): Promise<Document[]> {
    const { show } = this.#shownRows({}, {}, options, `${this.declaration.name}.shown`);
    return show === undefined ? rows : show(rows);
  }

  /** How a read is sent, and what is made of its rows: they are decrypted, and consent is applied. */
  #shownRows<Found extends Document>(found: Found, filter: object, options: CallOptions, where: string) {
    return shownRows(this.#consented(found, filter, options), this.sealing, where, options);
  }

  #consented<Found extends Document>(found: Found, filter: object, options: CallOptions): Consented<Found> {
    return consented(this.consents, this.#plain, found, filter, options);
  }

  #rows<Row>(
    found: Document,
    filter: object,
    options: CallOptions & UnreadableOptions,
    where: string,
    decode: (row: unknown) => Row,
  ): DecodedCursor<Row> {
    const { found: sent, show } = this.#shownRows(found, filter, options, where);
    return this.cursor((driver) => this.collection.find(filter as Filter<Document>, { ...driver, ...sent }), decode, where, options, show);
  }

  /** All stored documents that {@link run} leaves out. */
  unreadable<Params extends ParamsSchema>(
    pipeline: AnyPipeline<Params>,
    params: z.input<Params>,
    asked: CallOptions = {},
  ): DecodedCursor<Unreadable> {
    const where = `${pipeline.name}.unreadable`;
    const options = takeOptions(asked, 'call', where);
    const { name } = this.declaration;
    const reached = pipelineWithin(pipeline, this.#plain, options.reach, where);
    const stages = onlyInvalid(reached, parseInput(pipeline.params, params, where), this.#collections.named);
    const idOf = (row: unknown) => ({ collection: name, id: String((row as { readonly [INVALID_DOCUMENT]?: unknown })[INVALID_DOCUMENT]) });
    return this.cursor((driver) => this.collection.aggregate(stages, driver), idOf, where, options);
  }

  /** Gives the filter with each name in the spelling that is stored. */
  #check<Given extends object>(filter: Given, options: CallOptions, where: string): Given {
    stopIfAborted(options, where);
    checkFilter(this.#plain, filter, where, options.reach);
    return filterWithin(this.#plain, normalizeFilter(this.#plain, filter), options.reach) as Given;
  }
}
