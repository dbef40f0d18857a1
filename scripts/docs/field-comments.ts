import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { readComment } from './doc-comment.js';

/** The comments on fields in one property (`params`, `row`) of the object that the constant is declared with, by the field's name. */
export function fieldComments(file: string, constant: string, property: string): ReadonlyMap<string, string> {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const found = new Map<string, string>();
  const collect = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) {
      const comment = (node as { jsDoc?: readonly ts.JSDoc[] }).jsDoc?.at(-1);
      if (comment !== undefined) found.set(node.name.getText(), readComment(comment.getText()).text);
    }
    ts.forEachChild(node, collect);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === property) collect(node.initializer);
    else ts.forEachChild(node, visit);
  };
  const isDeclared = (node: ts.VariableDeclaration) => node.name.getText() === constant;
  for (const statement of source.statements)
    if (ts.isVariableStatement(statement)) statement.declarationList.declarations.filter(isDeclared).forEach(visit);
  return found;
}
