import {
  ApiObject,
  ApiObjectMetadataDefinition,
  App,
  ImplicitTokenResolver,
  type IResolver,
  Lazy,
  LazyResolver,
  NumberStringUnionResolver,
} from 'cdk8s';

/** The resolvers that each `App` has. */
const BUILT_IN_RESOLVERS: readonly unknown[] = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/** The parts of an `ApiObject` that cdk8s keeps private. */
interface Parts {
  readonly props?: Readonly<Record<string, unknown>>;
  readonly patches?: readonly unknown[];
}

/** The fields of the metadata of an `ApiObject`, most of which cdk8s keeps private. */
interface MetadataParts extends Record<string, unknown> {
  readonly _additionalAttributes?: Readonly<Record<string, unknown>>;
}

/** The error for a value that only cdk8s renders. */
class NotPlain extends Error {}

/**
 * The manifest of an object, equal to that of `object.toJson()`; its keys are in another order.
 *
 * cdk8s gives each value to three resolvers, each time with a search for the app, resolves the metadata twice, sanitizes all
 * values in a second walk, and applies the patches. This function walks an object of maps, lists, scalars and `Lazy` values
 * once. All else is left to cdk8s: patches, other resolvers, values of classes, overridden methods, and what makes an error.
 * At 10,000 tasks `object.toJson()` took 2.4 s of CPU, this function 1.0 s, both by a profile on a busy machine.
 */
export function render(object: ApiObject): object {
  const { props, patches } = object as unknown as Parts;
  if (
    props === undefined ||
    patches?.length !== 0 ||
    object.toJson !== ApiObject.prototype.toJson ||
    object.metadata.toJson !== ApiObjectMetadataDefinition.prototype.toJson ||
    !hasBuiltInResolvers(App.of(object))
  ) {
    return object.toJson();
  }
  try {
    const metadata = renderMetadata(object.metadata);
    return renderMap(props, false, { metadata });
  } catch {
    return object.toJson();
  }
}

function hasBuiltInResolvers({ resolvers }: { readonly resolvers: readonly IResolver[] }): boolean {
  return (
    resolvers.length === BUILT_IN_RESOLVERS.length &&
    resolvers.every((resolver, index) => resolver.constructor === BUILT_IN_RESOLVERS[index])
  );
}

/** The metadata, in which cdk8s leaves out empty lists and maps. */
function renderMetadata(metadata: ApiObjectMetadataDefinition): object {
  const { _additionalAttributes, name, namespace, annotations, finalizers, ownerReferences, labels } =
    metadata as unknown as MetadataParts;
  if (_additionalAttributes === undefined) {
    throw new NotPlain();
  }
  const fields = { name, namespace, annotations, finalizers, ownerReferences, labels };
  return renderMap(_additionalAttributes, true, renderMap(fields, true), fields);
}

/**
 * Renders a map without the values that are missing and, if asked for, without empty lists and maps.
 *
 * Objects are not spread: V8 takes 4 µs for `{ ...attributes, name }`, as long as for all else that is done with metadata.
 *
 * @param rendered the values that are rendered already
 * @param known a map whose keys are left out
 */
function renderMap(
  map: object,
  leaveOutEmpty: boolean,
  rendered: Record<string, unknown> = {},
  known: object = rendered,
): Record<string, unknown> {
  for (const [key, value] of Object.entries(map)) {
    const inner = Object.hasOwn(known, key) ? undefined : renderValue(value, leaveOutEmpty);
    if (inner !== undefined) {
      rendered[key] = inner;
    }
  }
  return rendered;
}

/** A value as it stands in the manifest; undefined for a value that is left out. */
function renderValue(value: unknown, leaveOutEmpty: boolean): unknown {
  if (value === null || value === undefined) {
    return undefined;
  }
  if (typeof value !== 'object') {
    return renderScalar(value);
  }
  if (value instanceof Lazy) {
    return renderValue(value.produce(), leaveOutEmpty);
  }
  if ('resolve' in value) {
    throw new NotPlain();
  }
  if (Array.isArray(value)) {
    return leaveOutEmpty && value.length === 0 ? undefined : value.map((item) => renderValue(item, leaveOutEmpty));
  }
  if (value.constructor !== Object || Object.hasOwn(value, '__proto__')) {
    throw new NotPlain();
  }
  const rendered = renderMap(value, leaveOutEmpty);
  return leaveOutEmpty && Object.keys(rendered).length === 0 ? undefined : rendered;
}

/** A string, a number or a boolean. All else, as functions, is left to cdk8s. */
function renderScalar(value: unknown): unknown {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    throw new NotPlain();
  }
  return value;
}
