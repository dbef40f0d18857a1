import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { parsedSource } from './parsed-source.js';

/** How a verb's `run` is declared, as its file writes it. */
export interface VerbSignature {
  /** `<Sent extends RescheduleInput>`, without the facade's own `Own`; empty for a function without type parameters. */
  readonly typeParameters: string;
  /** The type of its input as annotated; `undefined` where it has none. */
  readonly input: string | undefined;
  readonly control: string;
  readonly result: string;
  /** The file from which each name that these texts use is imported. */
  readonly origins: ReadonlyMap<string, string>;
}

/** The type parameter that a facade has already: the pipelines of the host's own. */
const OF_FACADE = 'Own';

/** The signatures of the verbs in a table, which a file exports as an object of imported names. */
export function verbSignatures(file: string, table: string): ReadonlyMap<string, VerbSignature> {
  const source = parsedSource(file);
  const imports = importsOf(source);
  const object = initialiserOf(source, table);
  if (object === undefined || !ts.isObjectLiteralExpression(object)) throw new Error(`${file} declares no object ${table}`);
  return new Map(
    object.properties.map((property) => {
      const name = property.name?.getText() ?? '';
      const variable = ts.isPropertyAssignment(property) ? property.initializer.getText() : name;
      const from = imports.get(variable);
      if (from === undefined) throw new Error(`${file}: ${name} is not imported`);
      return [name, signatureOf(parsedSource(from.file), from.name)];
    }),
  );
}

function signatureOf(source: ts.SourceFile, variable: string): VerbSignature {
  const call = initialiserOf(source, variable);
  const row = call !== undefined && ts.isCallExpression(call) ? call.arguments[0] : undefined;
  if (row === undefined || !ts.isObjectLiteralExpression(row)) throw new Error(`${source.fileName}: ${variable} is no call with a row`);
  const run = row.properties.find((property) => property.name?.getText() === 'run');
  const value = run !== undefined && ts.isPropertyAssignment(run) ? run.initializer : run;
  const declared = value !== undefined && ts.isFunctionLike(value) ? value : functionOf(source, value?.getText() ?? '');
  if (declared?.type === undefined) throw new Error(`${source.fileName}: the run of ${variable} is no function with an annotated result`);
  const [, , input, control] = declared.parameters;
  const typeParameters = (declared.typeParameters ?? []).filter(({ name }) => name.text !== OF_FACADE).map((each) => each.getText());
  const texts = {
    typeParameters: typeParameters.length === 0 ? '' : `<${typeParameters.join(', ')}>`,
    input: input?.type?.getText(),
    control: control?.type?.getText() ?? 'CallControl',
    result: declared.type.getText(),
  };
  return {
    ...texts,
    origins: originsOf(source, [...Object.values(texts), ...(declared.typeParameters ?? []).map((each) => each.getText())].join(' ')),
  };
}

/** Where each of the names in a text is declared: in the file itself, or in one that it imports from. */
function originsOf(source: ts.SourceFile, text: string): ReadonlyMap<string, string> {
  const imports = importsOf(source);
  const own = new Set(source.statements.flatMap((statement) => (isNamed(statement) ? [statement.name.text] : [])));
  return new Map(
    [...new Set(text.match(/[A-Z]\w*/g) ?? [])].flatMap((name) => {
      const file = own.has(name) ? source.fileName : imports.get(name)?.file;
      return file === undefined ? [] : [[name, file] as const];
    }),
  );
}

function isNamed(statement: ts.Statement): statement is ts.InterfaceDeclaration | ts.TypeAliasDeclaration {
  return ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
}

function functionOf(source: ts.SourceFile, name: string): ts.FunctionDeclaration | undefined {
  return source.statements.filter(ts.isFunctionDeclaration).find((statement) => statement.name?.text === name);
}

function initialiserOf(source: ts.SourceFile, variable: string): ts.Expression | undefined {
  for (const statement of source.statements.filter(ts.isVariableStatement))
    for (const declaration of statement.declarationList.declarations)
      if (declaration.name.getText() === variable) return bare(declaration.initializer);
  return undefined;
}

function bare(value: ts.Expression | undefined): ts.Expression | undefined {
  return value !== undefined && (ts.isAsExpression(value) || ts.isSatisfiesExpression(value)) ? bare(value.expression) : value;
}

/** The names that a file imports, each with the file that it names for them and the name there. */
function importsOf(source: ts.SourceFile): ReadonlyMap<string, { readonly file: string; readonly name: string }> {
  const found = new Map<string, { readonly file: string; readonly name: string }>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const { text } = statement.moduleSpecifier as ts.StringLiteral;
    const bindings = statement.importClause?.namedBindings;
    if (!text.startsWith('.') || bindings === undefined || !ts.isNamedImports(bindings)) continue;
    const file = join(dirname(source.fileName), text.replace(/\.js$/, '.ts'));
    for (const { name, propertyName } of bindings.elements) found.set(name.text, { file, name: (propertyName ?? name).text });
  }
  return found;
}

/** How a file in a folder names another in an import. */
export function specifier(folder: string, file: string): string {
  const path = relative(folder, file).replaceAll('\\', '/').replace(/\.ts$/, '.js');
  return path.startsWith('.') ? path : `./${path}`;
}
