/** A field of a type of Kubernetes. */
export interface FieldShape {
  /** `string`, `boolean`, `int32`, `int64`, `quantity`, `intOrString`, the name of a type, `[]ITEM` or `{}VALUE`. */
  readonly type: string;
  /** The field that tells the items of a merged list apart. */
  readonly mergeKey?: string;
  /** Kubernetes' patch strategy: `merge`, or `merge,retainKeys`. Without it a list is replaced as a whole. */
  readonly strategy?: string;
  /** Whether Kubernetes requires the field. */
  readonly required?: true;
  /** The release since which the API server keeps the field by default; left out for a field of the oldest release. */
  readonly since?: string;
  /** The last release that has the field; left out for a field of the newest release. */
  readonly until?: string;
  /** The feature gate without which the API server drops the field, of a gate that no release has on by default. */
  readonly gate?: string;
}

/** The fields of a type, by their names. */
export type TypeShape = Readonly<Record<string, FieldShape>>;

/** The shapes of PodSpec and of all types below it. */
export interface Shapes {
  /** The releases of Kubernetes that the shapes are of, oldest first. */
  readonly versions: readonly string[];
  readonly types: Readonly<Record<string, TypeShape>>;
  /** The values of each enumeration, with the release that they came with; empty for those of the oldest release. */
  readonly enums: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

let shapes: Shapes | undefined;

/** The shapes, which are read from their file once, when they are needed first. */
export function podSpecShapes(): Shapes {
  shapes ??= require('./shapes.json') as Shapes;
  return shapes;
}

/** The shape of a type, if values of this type are maps with known fields. */
export function typeShape(type: string): TypeShape | undefined {
  const { types } = podSpecShapes();
  return Object.hasOwn(types, type) ? types[type] : undefined;
}

/** The shape of a field, if the type has such a field. */
export function fieldShape(type: string, field: string): FieldShape | undefined {
  const shape = typeShape(type);
  return shape && Object.hasOwn(shape, field) ? shape[field] : undefined;
}
