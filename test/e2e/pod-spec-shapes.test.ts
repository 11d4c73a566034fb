import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { podSpecShapes } from '../../lib/pod-spec/shapes';
import { GATE_ON_SINCE, KUBERNETES_VERSIONS } from '../../lib/settings/kubernetes-versions';
import { apply } from './support/cluster';
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

async function isNewest(): Promise<boolean> {
  const { body } = await send<{ major: string; minor: string }>('GET', '/version');
  return `${body.major}.${body.minor}` === KUBERNETES_VERSIONS.at(-1);
}

/** Whether each feature gate of the server is on (`1`) or off (`0`). */
function featureGates(): Map<string, string> {
  const metrics = execFileSync('kubectl', ['get', '--raw', '/metrics'], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  return new Map(
    [...metrics.matchAll(/^kubernetes_feature_enabled\{name="(\w+)",stage="\w*"\} (\d)/gm)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );
}

test('the shapes of the newest release are those of an API server of this release', async (t) => {
  if (!(await isNewest())) {
    t.skip('the server is not of the newest release that is known');
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

test('the gates of fields that the API server drops are off there, and those of fields that settings need are on', async (t) => {
  if (!(await isNewest())) {
    t.skip('the server is not of the newest release that is known');
    return;
  }
  const gates = featureGates();
  const fields = Object.values(podSpecShapes().types).flatMap((type) => Object.values(type));
  const off = new Set(fields.flatMap(({ gate, until }) => (until === undefined && gate !== undefined ? [gate] : [])));
  assert.ok(off.size > 5);
  for (const gate of off) {
    assert.equal(gates.get(gate), '0', gate);
  }
  // A server lists no gate that is on for good.
  for (const gate of Object.keys(GATE_ON_SINCE)) {
    assert.notEqual(gates.get(gate), '0', gate);
  }
});

test('an API server drops a field whose gate is off, and keeps one whose gate is on', async (t) => {
  if (!(await isNewest())) {
    t.skip('the server is not of the newest release that is known');
    return;
  }
  const volume = async (name: string, emptyDir: object) => {
    const volumes = [{ name: 'v', emptyDir }];
    const containers = [{ name: 'main', image: 'a:1', volumeMounts: [{ name: 'v', mountPath: '/v' }] }];
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'default' },
      spec: { containers, volumes },
    };
    const { spec } = (await apply(pod, { dryRun: true })) as typeof pod;
    return spec.volumes[0]?.emptyDir;
  };
  assert.deepEqual(await volume('with-gate', { mode: 0o750 }), {});
  assert.deepEqual(await volume('without-gate', { sizeLimit: '1Gi' }), { sizeLimit: '1Gi' });
});

test('an API server knows the fields of a Job that settings are written as', async () => {
  const { properties = {} } = (await schemasOf('apis/batch/v1'))['io.k8s.api.batch.v1.JobSpec'] ?? {};
  for (const field of ['podFailurePolicy', 'podReplacementPolicy', 'activeDeadlineSeconds', 'backoffLimit']) {
    assert.ok(field in properties, field);
  }
});
