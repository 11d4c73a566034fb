import assert from 'node:assert/strict';
import { test } from 'node:test';
import { podSpecShapes } from '../../lib/pod-spec/shapes';
import { KUBERNETES_VERSIONS } from '../../lib/settings/kubernetes';
import { send } from './support/request';

interface Schemas {
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly properties?: object; readonly required?: readonly string[] }>>;
  };
}

const PACKAGES = ['io.k8s.api.core.v1', 'io.k8s.apimachinery.pkg.apis.meta.v1'];

async function schemasOf(path: string): Promise<Schemas['components']['schemas']> {
  return (await send<Schemas>('GET', `/openapi/v3/${path}`)).body.components.schemas;
}

test('the shapes of the newest release are those of an API server of this release', async (t) => {
  const { body } = await send<{ major: string; minor: string }>('GET', '/version');
  const newest = KUBERNETES_VERSIONS.at(-1);
  if (`${body.major}.${body.minor}` !== newest) {
    t.skip(`the server is of ${body.major}.${body.minor}, the newest release that is known is ${newest}`);
    return;
  }
  const schemas = await schemasOf('api/v1');
  const types = Object.entries(podSpecShapes().types).map(
    ([type, fields]) => [type, Object.entries(fields).filter(([, { until }]) => until === undefined)] as const,
  );
  const known = types.filter(([, fields]) => fields.length > 0);
  const ours = known.map(([type, fields]) => [type, fields.map(([name]) => name).sort()]);
  const theirs = known.map(([type]) => {
    const schema = PACKAGES.map((name) => schemas[`${name}.${type}`]).find((one) => one !== undefined);
    return [type, Object.keys(schema?.properties ?? {}).sort()];
  });
  assert.ok(ours.length > 100);
  assert.deepEqual(ours, theirs);
});

test('an API server knows the fields of a Job that settings are written as', async () => {
  const { properties = {} } = (await schemasOf('apis/batch/v1'))['io.k8s.api.batch.v1.JobSpec'] ?? {};
  for (const field of ['podFailurePolicy', 'podReplacementPolicy', 'activeDeadlineSeconds', 'backoffLimit']) {
    assert.ok(field in properties, field);
  }
});
