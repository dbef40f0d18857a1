import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { type DocComment, readComment } from './doc-comment.js';
import { parsedSource } from './parsed-source.js';

/** One field or method of a type. */
export interface Member {
  readonly name: string;
  readonly optional: boolean;
  /** As it is written: `number | null`, `(state: State) => number`. */
  readonly type: string;
  readonly comment: DocComment;
}

/** Something that a room hands out, as its source declares it. */
export interface Exported {
  readonly name: string;
  readonly kind: 'function' | 'constant' | 'type';
  /** Relative to the room: `memory/sm2/sm2.ts`. */
  readonly file: string;
  /** Where in the file it stands, for the order of reading. */
  readonly position: number;
  readonly comment: DocComment;
  /** What a user writes to call or to name it; without its body. */
  readonly signature: string;
  /** Of an object type or an interface; null for everything else. */
  readonly members: readonly Member[] | null;
  /** The types whose members it has besides. */
  readonly extended: readonly string[];
  /** Whether the members do not tell all, as of an intersection with a union. */
  readonly partial: boolean;
  /** The names in a constant's annotation, outermost first: `Scheduler`, `Sm2State`, `Sm2Params`. */
  readonly annotation: readonly string[];
}

/** Longer initial values are not shown, and of those that satisfy a type rather the type is. */
const LONGEST_VALUE_LINES = 60;
const LONGEST_TYPED_VALUE_LINES = 24;

/** What makes a type out of another, so that its members are not simply that one's. */
const TYPE_MAKERS: readonly string[] = ['Omit', 'Partial', 'Pick', 'Readonly', 'Record', 'Required'];

/** What `index.ts` of a room names, and the indexes that it hands on, with their declarations; names from outside of the room are left out. */
export function readExports(room: string, folder = room): readonly Exported[] {
  const index = parsedSource(join(folder, 'index.ts'));
  const found: Exported[] = [];
  for (const statement of index.statements) {
    if (!ts.isExportDeclaration(statement)) continue;
    const from = join(folder, (statement.moduleSpecifier as ts.StringLiteral).text.replace(/\.js$/, '.ts'));
    if (relative(room, from).startsWith('..')) continue;
    if (statement.exportClause === undefined) found.push(...readExports(room, dirname(from)));
    else if (ts.isNamedExports(statement.exportClause))
      for (const { name } of statement.exportClause.elements) found.push(readExport(room, parsedSource(from), name.text));
  }
  return found;
}

/** What the files of a room declare and export themselves, without tests or indexes. */
export function readDeclarations(room: string): readonly Exported[] {
  const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('index.ts'),
  );
  return files.sort().flatMap((file) => {
    const source = parsedSource(join(room, file));
    const isExported = (node: ts.Statement) =>
      ts.canHaveModifiers(node) && ts.getModifiers(node)?.[0]?.kind === ts.SyntaxKind.ExportKeyword;
    const constants = source.statements.filter((statement) => ts.isVariableStatement(statement)).filter(isExported);
    return constants.flatMap(({ declarationList }) =>
      declarationList.declarations.map(({ name }) => readExport(room, source, name.getText())),
    );
  });
}

function readExport(room: string, source: ts.SourceFile, name: string): Exported {
  for (const statement of source.statements) {
    const common = {
      name,
      extended: [],
      partial: false,
      file: relative(room, source.fileName).replaceAll('\\', '/'),
      position: statement.pos,
      comment: commentOf(statement),
    };
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) {
      return { ...common, kind: 'function', signature: signatureOf(statement), members: null, annotation: [] };
    }
    if ((ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) && statement.name.text === name) {
      const signature = withoutExport(statement);
      return { ...common, ...extensionOf(statement), kind: 'type', signature, members: membersOf(statement), annotation: [] };
    }
    if (ts.isClassDeclaration(statement) && statement.name?.text === name) {
      return { ...common, kind: 'type', signature: `class ${name}`, members: statement.members.flatMap(memberOf), annotation: [] };
    }
    const variable = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.find((declaration) => declaration.name.getText() === name)
      : undefined;
    if (variable !== undefined) {
      return {
        ...common,
        kind: 'constant',
        signature: constantOf(variable),
        members: null,
        annotation: namesOf(variable.type ?? satisfiedBy(variable.initializer)),
      };
    }
  }
  throw new Error(
    `${source.fileName} is said to export ${name} (index of ${dirname(source.fileName)}), and declares no such thing at its top`,
  );
}

function commentOf(node: ts.Node): DocComment {
  const comment = (node as { jsDoc?: readonly ts.JSDoc[] }).jsDoc?.at(-1);
  return readComment(comment?.getText());
}

function signatureOf(declaration: ts.FunctionDeclaration): string {
  const end = declaration.body?.getStart() ?? declaration.end;
  return declaration
    .getSourceFile()
    .text.slice(declaration.getStart(), end)
    .replace(/^export (async )?/, '')
    .trim();
}

function withoutExport(statement: ts.Statement): string {
  return statement
    .getText()
    .replace(/^export /, '')
    .replace(/;$/, '');
}

function constantOf(variable: ts.VariableDeclaration): string {
  const name = `const ${variable.name.getText()}`;
  if (variable.type !== undefined) return `${name}: ${variable.type.getText()}`;
  const value = variable.initializer;
  if (value === undefined) return name;
  const lines = value.getText().split('\n').length;
  if (ts.isSatisfiesExpression(value) && lines > LONGEST_TYPED_VALUE_LINES) return `${name}: ${value.type.getText()}`;
  return lines > LONGEST_VALUE_LINES ? name : `${name} = ${value.getText()}`;
}

/** The type that a value says of itself behind `satisfies`. */
function satisfiedBy(value: ts.Expression | undefined): ts.TypeNode | undefined {
  return value !== undefined && ts.isSatisfiesExpression(value) ? value.type : undefined;
}

function namesOf(type: ts.TypeNode | undefined): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node)) names.push(node.typeName.getText());
    ts.forEachChild(node, visit);
  };
  if (type !== undefined) visit(type);
  return names;
}

/** Fields of an object type, those of the parts of an intersection together. */
function membersOf(statement: ts.TypeAliasDeclaration | ts.InterfaceDeclaration): readonly Member[] | null {
  const parts = ts.isInterfaceDeclaration(statement) ? [statement] : partsOf(statement.type);
  const elements = parts.flatMap((part) => (ts.isInterfaceDeclaration(part) || ts.isTypeLiteralNode(part) ? [...part.members] : []));
  const members = elements.flatMap(memberOf);
  return members.length === 0 ? null : members;
}

/** A field or a method that a user sees; nothing for what else stands among them. */
function memberOf(element: ts.TypeElement | ts.ClassElement): readonly Member[] {
  const comment = commentOf(element);
  if (ts.canHaveModifiers(element) && ts.getModifiers(element)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword)) return [];
  if (element.name === undefined || ts.isPrivateIdentifier(element.name)) return [];
  const name = element.name.getText();
  if (ts.isPropertySignature(element) || ts.isPropertyDeclaration(element)) {
    const type = element.type?.getText() ?? 'unknown';
    return [{ name, optional: element.questionToken !== undefined, type: type.replace(/ \| undefined$/, ''), comment }];
  }
  if (ts.isMethodSignature(element) || ts.isMethodDeclaration(element)) {
    const parameters = element.parameters.map((parameter) => parameter.getText()).join(', ');
    return [{ name, optional: false, type: `(${parameters}) => ${element.type?.getText() ?? 'void'}`, comment }];
  }
  return [];
}

/** Of which types it has the members besides its own. */
function extensionOf(statement: ts.TypeAliasDeclaration | ts.InterfaceDeclaration): Pick<Exported, 'extended' | 'partial'> {
  if (ts.isInterfaceDeclaration(statement)) {
    const extended = (statement.heritageClauses ?? []).flatMap(({ types }) => types.map(({ expression }) => expression.getText()));
    return { extended, partial: extended.some((name) => TYPE_MAKERS.includes(name)) };
  }
  const parts = partsOf(statement.type);
  const named = parts.flatMap((part) => (ts.isTypeReferenceNode(part) ? [part.typeName.getText()] : []));
  const told = parts.filter((part) =>
    ts.isTypeReferenceNode(part) ? !TYPE_MAKERS.includes(part.typeName.getText()) : ts.isTypeLiteralNode(part),
  );
  return { extended: named, partial: told.length < parts.length };
}

function partsOf(type: ts.TypeNode): readonly ts.Node[] {
  return ts.isIntersectionTypeNode(type) ? type.types.flatMap(partsOf) : [type];
}
