import ts from 'typescript';
import { EMOTIONAL_STATES } from '../../src/algorithms/index.js';
import { commentText } from './input-types.js';

/** Types that are written by their names, with an import; every other type is written out. */
const NAMED = ['Date', 'DocumentId'];

/**
 * The exported type aliases of a file as plain interfaces, the comments of their fields with them. What a schema makes of itself costs
 * each program that imports the package: the compiler works it out again.
 */
export function plainTypes(file: string, nameOf: (field: string) => string = () => ''): string {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const program = ts.createProgram([file], { ...options, incremental: false, noEmit: true });
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error(`There is no ${file}`);
  const writer = new TypeWriter(program.getTypeChecker(), nameOf);
  return source.statements
    .filter((each): each is ts.TypeAliasDeclaration => ts.isTypeAliasDeclaration(each) && each.modifiers !== undefined)
    .map((alias) => writer.declaration(alias))
    .join('\n');
}

class TypeWriter {
  readonly #checker: ts.TypeChecker;
  /** Whether a value of the emotional states' union stands here. */
  readonly #emotions = unionOf(EMOTIONAL_STATES.map((state) => `'${state}'`));

  /** What is written already, by its text. */
  readonly #names = new Map<string, string>();
  readonly #texts = new Map<ts.Type, string>();

  readonly #nameOf: (field: string) => string;

  constructor(checker: ts.TypeChecker, nameOf: (field: string) => string) {
    this.#checker = checker;
    this.#nameOf = nameOf;
  }

  declaration(alias: ts.TypeAliasDeclaration): string {
    const type = this.#checker.getTypeAtLocation(alias.name);
    const comment = this.#commentOf(this.#checker.getSymbolAtLocation(alias.name), '');
    const parts = this.#checker.getPropertiesOfType(type).map((field) => ({ field, name: this.#nameOf(field.name) }));
    const named = parts.filter(({ name }) => name !== '');
    const before = named.map(({ field, name }) => this.#declared(name, this.#checker.getTypeOfSymbol(field), ''));
    return [...before, this.#declared(alias.name.text, type, comment)].join('\n');
  }

  #declared(name: string, type: ts.Type, comment: string): string {
    if (!type.isUnion()) {
      const text = this.#text(type, '');
      this.#names.set(text, name);
      return `${comment}export interface ${name} ${text}\n`;
    }
    const members = type.types.map((member) => ({ member, name: `${pascal(this.#kindOf(member))}${name}` }));
    const interfaces = members.map((each) => `interface ${each.name} ${this.#text(each.member, '')}\n`);
    this.#texts.set(type, name);
    return `${interfaces.join('\n')}\n${comment}export type ${name} =\n${members.map((each) => `  | ${each.name}`).join('\n')};\n`;
  }

  /** The value by which a member of a union is told apart. */
  #kindOf(member: ts.Type): string {
    const kind = member.getProperty('type');
    const value = kind === undefined ? undefined : this.#checker.getTypeOfSymbol(kind);
    if (value === undefined || !value.isStringLiteral()) throw new Error('A union of documents is told apart by `type`');
    return value.value;
  }

  #text(type: ts.Type, indent: string): string {
    const { flags } = type;
    if (type.isStringLiteral()) return `'${type.value}'`;
    if (flags & PRIMITIVE || type.isNumberLiteral() || flags & ts.TypeFlags.BooleanLiteral) return this.#checker.typeToString(type);
    if (type.isUnion()) return this.#texts.get(type) ?? this.#union(type, indent);
    if (this.#checker.isArrayType(type))
      return listText(this.#text(this.#checker.getTypeArguments(type as ts.TypeReference)[0] as ts.Type, indent));
    if (NAMED.includes(type.symbol?.name)) return type.symbol.name;
    if (flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) {
      const text = this.#texts.get(type) ?? this.#object(type);
      this.#texts.set(type, text);
      return this.#names.get(text) ?? text.replaceAll('\n', `\n${indent}`);
    }
    throw new Error(`No plain type for ${this.#checker.typeToString(type)}`);
  }

  #union(type: ts.UnionType, indent: string): string {
    const texts = type.types.map((member) => this.#text(member, indent));
    const both = texts.includes('true') && texts.includes('false');
    const merged = both ? ['boolean', ...texts.filter((text) => text !== 'true' && text !== 'false')] : texts;
    const text = unionOf(merged.filter((each) => each !== 'null'));
    return unionOf([text.replace(this.#emotions, 'EmotionalState'), ...merged.filter((each) => each === 'null')]);
  }

  #object(type: ts.Type): string {
    const inner = '  ';
    const index = this.#checker.getIndexInfoOfType(type, ts.IndexKind.String);
    if (index !== undefined) return `Record<string, ${this.#text(index.type, '')}>`;
    const fields = this.#checker.getPropertiesOfType(type);
    const record = this.#record(fields);
    if (record !== undefined) return record;
    const lines = fields.map((field) => {
      const comment = this.#commentOf(field, inner);
      return `${comment}${inner}${field.name}${this.#valueText(field, inner)};\n`;
    });
    return `{\n${lines.join('')}}`;
  }

  /** A figure for each emotional state that was met, on one line. */
  #record(fields: readonly ts.Symbol[]): string | undefined {
    if (unionOf(fields.map(({ name }) => `'${name}'`)) !== this.#emotions) return undefined;
    const type = this.#checker.getNonNullableType(this.#checker.getTypeOfSymbol(fields[0] as ts.Symbol));
    const isPartial = fields.every(isOptional);
    return `{ [State in EmotionalState]${isPartial ? '?' : ''}: ${this.#text(type, '')} }`;
  }

  #valueText(field: ts.Symbol, indent: string): string {
    const type = this.#checker.getTypeOfSymbol(field);
    if (!isOptional(field)) return `: ${this.#text(type, indent)}`;
    const members = type.isUnion() ? type.types : [type];
    const isNull = members.some(({ flags }) => flags & ts.TypeFlags.Null);
    // A field that may be missing, and one that may also be there as undefined.
    const isUndefined = members.includes(this.#checker.getUndefinedType());
    const text = this.#text(this.#checker.getNonNullableType(type), indent);
    return `?: ${text}${isNull ? ' | null' : ''}${isUndefined ? ' | undefined' : ''}`;
  }

  #commentOf(symbol: ts.Symbol | undefined, indent: string): string {
    const text = ts.displayPartsToString(symbol?.getDocumentationComment(this.#checker)).trim();
    return text === '' ? '' : commentText(text, indent);
  }
}

const PRIMITIVE =
  ts.TypeFlags.String | ts.TypeFlags.Number | ts.TypeFlags.Boolean | ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Unknown;

function isOptional({ flags }: ts.Symbol): boolean {
  return (flags & ts.SymbolFlags.Optional) !== 0;
}

function unionOf(texts: readonly string[]): string {
  return [...new Set(texts)].sort().join(' | ');
}

function listText(item: string): string {
  return / \| /.test(item) && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
}

/** `answer_undone` as `AnswerUndone`. */
export function pascal(name: string): string {
  return name.replaceAll(/(?:^|_)(?<letter>\w)/g, (_, letter: string) => letter.toUpperCase());
}
