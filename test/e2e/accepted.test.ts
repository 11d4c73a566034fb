import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import type { ClaimSettings } from '../../lib';
import { parseQuantity } from '../../lib/checks/quantity';
import { ALL_JOB_SETTINGS } from '../support';
import { type ApiObject, apply } from './support/cluster';
import { inNamespace } from './support/namespace';
import { resourcesOf } from './support/request';
import { objectsOf, synth } from './support/tasks';

const ROOT = join(__dirname, '..', '..');

/** Every setting of a claim at once. A new one does not compile until it is here. */
const ALL_CLAIM_SETTINGS: Required<Omit<ClaimSettings, 'namespace'>> = {
  pvcStorageSize: '1.5Gi',
  pvcAccessMode: 'ReadWriteMany',
  pvcStorageClass: 'standard',
  pvcSubPath: 'repo/web',
  claimLabels: { 'example.com/cost-center': '42' },
  claimAnnotations: { 'backup.example.com/schedule': 'daily' },
};

const everySetting = (namespace: string) =>
  // JSON is YAML.
  JSON.stringify({
    tasks: [
      { taskId: 'all', namespace, ...ALL_CLAIM_SETTINGS, ...ALL_JOB_SETTINGS },
      { taskId: 'child', parentTaskId: 'all', namespace },
      { taskId: 'finished', done: true, pvcStorageSize: '1Gi', namespace },
      { taskId: 'clone', parentTaskId: 'finished', workspace: 'clone', pvcStorageSize: '2Gi', namespace },
      { taskId: 'found', existingClaim: 'somebody-elses', pvcAccessMode: 'ReadWriteOncePod', namespace },
    ],
  });

/** Applies objects strictly and proves that the server has each field that was sent, with that value. */
async function keepsEveryField(objects: readonly ApiObject[], options?: { dryRun: boolean }): Promise<void> {
  assert.notEqual(objects.length, 0);
  for (const object of objects) {
    const stored = await apply(object, options);
    assert.deepEqual(lost(object, stored), [], `${object.kind} ${object.metadata.name}`);
  }
}

/**
 * The fields of a value that another does not have so. The server writes a quantity its own way, 1.5Gi as 1536Mi, and
 * leaves out 0, false and empty texts where they mean the same as nothing.
 */
function lost(sent: unknown, stored: unknown, path = ''): string[] {
  if (typeof sent === 'object' && sent !== null) {
    return Object.entries(sent).flatMap(([key, value]) =>
      lost(value, (stored as Record<string, unknown> | undefined)?.[key], `${path}/${key}`),
    );
  }
  const [from, to] = [sent, stored].map((value) => parseQuantity(String(value)));
  const nothing = stored === undefined && [0, false, ''].some((zero) => zero === sent);
  return sent === stored || nothing || (from !== undefined && from === to)
    ? []
    : [`${path}: sent ${sent}, stored ${stored}`];
}

describe('strict server-side apply takes, without a warning, and keeps every field of', { concurrency: true }, () => {
  test("this repository's dist/", () =>
    inNamespace(async (namespace) => {
      const files = readdirSync(join(ROOT, 'dist')).filter((name) => name.endsWith('.yaml'));
      const texts = files.map((name) => readFileSync(join(ROOT, 'dist', name), 'utf8'));
      await keepsEveryField(texts.flatMap((text) => objectsOf(text, namespace)));
    }));

  test('a file with every setting', () =>
    inNamespace((namespace) => keepsEveryField(synth(everySetting(namespace), namespace))));

  const examples = readdirSync(join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' });

  for (const name of examples.filter((one) => one.endsWith('.yaml'))) {
    test(`examples/${name}`, () =>
      inNamespace((namespace) =>
        keepsEveryField(synth(readFileSync(join(ROOT, 'examples', name), 'utf8'), namespace)),
      ));
  }

  for (const name of examples.filter((one) => one.endsWith('.ts'))) {
    test(`examples/${name}`, (t) =>
      inNamespace(async (namespace) => {
        const texts = await manifestsOf(join('examples', name));
        const objects = texts.flatMap((text) => objectsOf(text, namespace));
        const served = await servedIn(namespace, objects);
        if (served.length === 0) {
          t.skip('the cluster has no Argo CD');
          return;
        }
        // A namespace of an example's own would not be cleaned up, and a cluster has one policy: nothing is persisted.
        await keepsEveryField(served, { dryRun: true });
      }));
  }
});

describe('and it would not take', () => {
  const sample = (namespace: string) =>
    synth('tasks: [{taskId: a}]', namespace).find(({ kind }) => kind === 'Job') as ApiObject;

  test('a field that Kubernetes does not know', () =>
    inNamespace(async (namespace) => {
      const job = sample(namespace);
      const misspelt = { ...job, spec: { ...(job.spec as object), backofLimit: 0 } };
      await assert.rejects(apply(misspelt), /backofLimit: field not declared in schema/);
    }));

  test('what the server warns of', () =>
    inNamespace(
      async (namespace) => {
        await assert.rejects(apply(sample(namespace)), /the API server warns of Job keruta-job-a: would violate/);
      },
      { 'pod-security.kubernetes.io/warn': 'restricted' },
    ));
});

/** The texts of the manifests that a program writes. */
async function manifestsOf(program: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'keruta-e2e-'));
  try {
    await promisify(execFile)(process.execPath, ['-r', './lib/typescript.cjs', program], {
      cwd: ROOT,
      env: { ...process.env, CDK8S_OUTDIR: folder, NODE_TEST_CONTEXT: undefined },
    });
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
    return names.sort().map((name) => readFileSync(join(folder, name), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Moves objects into a namespace; leaves out objects of Argo CD and Kueue where the API server does not serve them. */
async function servedIn(namespace: string, objects: readonly ApiObject[]): Promise<ApiObject[]> {
  const served: ApiObject[] = [];
  for (const object of objects) {
    const resources = await resourcesOf(object.apiVersion);
    const namespaced = resources.some(({ kind, namespaced }) => kind === object.kind && namespaced);
    const metadata = { ...object.metadata, namespace: namespaced ? namespace : undefined };
    if (resources.length > 0 || !/^(argoproj|kueue\.x-k8s)\.io\//.test(object.apiVersion)) {
      served.push({ ...object, metadata });
    }
  }
  return served;
}
