import { podSpecShapes } from '../../lib/pod-spec/shapes';

type Definition = Readonly<Record<string, unknown>>;

/** The types of PodSpec as definitions of a JSON schema, of all releases together. */
export function podSpecDefinitions(): Readonly<Record<string, Definition>> {
  const { types } = podSpecShapes();
  return Object.fromEntries(
    Object.entries(types).map(([name, fields]) => [
      name,
      {
        type: 'object',
        properties: Object.fromEntries(Object.entries(fields).map(([field, { type }]) => [field, definitionOf(type)])),
        additionalProperties: false,
      },
    ]),
  );
}

function definitionOf(type: string): Definition {
  if (type.startsWith('[]')) {
    return { type: 'array', items: definitionOf(type.slice(2)) };
  }
  if (type.startsWith('{}')) {
    return { type: 'object', additionalProperties: definitionOf(type.slice(2)) };
  }
  const { enums } = podSpecShapes();
  if (Object.hasOwn(enums, type)) {
    return { enum: Object.keys(enums[type] ?? {}) };
  }
  switch (type) {
    case 'string':
    case 'boolean':
      return { type };
    case 'int32':
      return { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
    case 'int64':
      return { type: 'integer' };
    case 'intOrString':
    case 'quantity':
      return { type: ['string', 'number'] };
    case 'any':
      return {};
    default:
      return { $ref: `#/$defs/${type}` };
  }
}
