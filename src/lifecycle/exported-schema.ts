import { z } from 'zod';
import type { AnyDeclaration } from '../schema/index.js';

/** The JSON Schema of a document as it is exported: instants are texts, and neither `_id` nor secrets are in it. */
export function exportedSchema({ schema, secrets = [] }: AnyDeclaration): object {
  const exported = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output', override: asText }) as Node;
  for (const path of ['_id', ...secrets]) remove(exported, path.split('.'));
  return exported;
}

/** What of a JSON Schema is changed here. */
interface Node {
  properties?: { [field: string]: Node };
  required?: string[];
  anyOf?: Node[];
  oneOf?: Node[];
}

/** Dates are texts in JSON; keywords of MongoDB's dialect mean nothing to others. */
function asText({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  delete jsonSchema['bsonType'];
  delete jsonSchema['maxBytes'];
  if (zodSchema._zod.def.type !== 'date') return;
  jsonSchema.type = 'string';
  jsonSchema.format = 'date-time';
}

function remove(node: Node, [field = '', ...rest]: readonly string[]): void {
  for (const branch of [...(node.anyOf ?? []), ...(node.oneOf ?? [])]) remove(branch, [field, ...rest]);
  const inside = node.properties?.[field];
  if (inside === undefined) return;
  if (rest.length > 0) {
    remove(inside, rest);
    return;
  }
  delete node.properties?.[field];
  if (node.required !== undefined) node.required = node.required.filter((each) => each !== field);
}
