import { ApiObject, App, type AppProps, Chart, type IResolver, JsonPatch, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import * as fc from 'fast-check';
import { render } from '../../lib/constructs/render';

/** Text that cdk8s resolves by a method of the value. */
const token = { resolve: () => ({ of: 'a token' }) };
const withoutPrototype = Object.assign(Object.create(null), { a: 1 });

const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(null, undefined, '', 0, {}, [], Number.NaN),
);
const unusual = fc.constantFrom<unknown>(
  token,
  Object.assign([], token),
  withoutPrototype,
  new Date(0),
  new Map(),
  () => 1,
  Symbol.iterator,
  1n,
  k8s.Quantity.fromString('1Gi'),
  k8s.IntOrString.fromNumber(1),
  { constructor: 1 },
  { resolve: 'a string' },
  JSON.parse('{ "__proto__": { "a": 1 } }'),
  Lazy.any({
    produce: () => {
      throw new Error('not produced');
    },
  }),
);
const key = fc.oneof(fc.string(), fc.constantFrom('name', 'labels', 'value', 'toString', '1', '10', '2'));

function values(leaves: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> {
  const { map } = fc.letrec<{ value: unknown; list: unknown[]; map: Record<string, unknown>; lazy: unknown }>(
    (tie) => ({
      value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaves, tie('list'), tie('map'), tie('lazy')),
      list: fc.array(tie('value'), { maxLength: 3 }),
      map: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
      lazy: tie('value').map((value) => Lazy.any({ produce: () => value })),
    }),
  );
  return map;
}

const props = (leaves: fc.Arbitrary<unknown>) =>
  fc.record({ metadata: values(leaves), spec: values(leaves), more: values(leaves) });

type Props = { readonly metadata: object; readonly spec: object; readonly more: object };

function objectOf({ metadata, spec, more }: Props, options: AppProps = {}): ApiObject {
  const chart = new Chart(new App(options), 'chart', { namespace: 'agents', labels: { of: 'the chart' } });
  return new ApiObject(chart, 'object', { ...more, apiVersion: 'v1', kind: 'A', metadata, spec });
}

/** The manifest, or the message of the error. */
function orError(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return (error as Error).message;
  }
}

test('a manifest is that of cdk8s, for each tree of maps, lists, scalars and lazy values', () => {
  fc.assert(
    fc.property(props(leaf), (given) => {
      const object = objectOf(given);
      const expected = orError(() => object.toJson());
      // toStrictEqual tells a field that is undefined from a missing one.
      expect(orError(() => render(object))).toStrictEqual(expected);
    }),
  );
});

test('a manifest is that of cdk8s, or the error is, for values that only cdk8s renders', () => {
  fc.assert(
    fc.property(props(fc.oneof(leaf, unusual)), (given) => {
      const object = objectOf(given);
      expect(orError(() => render(object))).toStrictEqual(orError(() => object.toJson()));
    }),
  );
});

const given = { metadata: {}, spec: { a: 'one', b: [2, 3] }, more: {} };

test('plain objects are rendered without cdk8s', () => {
  const object = objectOf(given);
  const expected = object.toJson();
  const toJson = jest.spyOn(ApiObject.prototype, 'toJson').mockReturnValue({ from: 'cdk8s' });
  const rendered = render(object);
  toJson.mockRestore();
  expect(rendered).toStrictEqual(expected);
});

test('patches are applied', () => {
  const object = objectOf(given);
  object.addJsonPatch(JsonPatch.add('/spec/c', 'patched'));
  expect(render(object)).toMatchObject({ spec: { c: 'patched' } });
});

test('what is added to the metadata is rendered', () => {
  const object = objectOf(given);
  object.metadata.addLabel('team', 'web');
  object.metadata.add('generateName', 'a-');
  expect(render(object)).toMatchObject({ metadata: { labels: { team: 'web' }, generateName: 'a-' } });
});

test('resolvers of the app are asked', () => {
  const resolver: IResolver = {
    resolve: (context) => {
      if (context.value === 'one') {
        context.replaceValue('resolved');
      }
    },
  };
  expect(render(objectOf(given, { resolvers: [resolver] }))).toMatchObject({ spec: { a: 'resolved' } });
});

test('an overridden toJson is called', () => {
  class Mine extends ApiObject {
    public override toJson(): object {
      return { ...super.toJson(), mine: true };
    }
  }
  const chart = new Chart(new App(), 'chart');
  expect(render(new Mine(chart, 'object', { apiVersion: 'v1', kind: 'A' }))).toMatchObject({ mine: true });
});
