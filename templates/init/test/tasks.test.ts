import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Yaml } from 'cdk8s';
import { loadTasks } from 'cdk8s-keruta';
import type { ManifestObject } from 'cdk8s-keruta/testing';

// The rules of this repository, for the manifests that main.ts writes. Add rules of your own: only images of your registry,
// a time limit for every task.
const folder = mkdtempSync(join(tmpdir(), 'manifests-'));
after(() => rmSync(folder, { recursive: true }));
execFileSync(process.execPath, ['-r', 'tsx/cjs', 'main.ts'], { env: { ...process.env, CDK8S_OUTDIR: folder } });
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
const objects: ManifestObject[] = files.flatMap((name) => Yaml.load(join(folder, name)));

test('no two tasks run at the same time in one working tree', () => {
  assert.deepEqual(loadTasks().warnings, []);
});

test('no machine deletes a claim', () => {
  for (const { metadata } of objects.filter(({ kind }) => kind === 'PersistentVolumeClaim')) {
    const { name, annotations } = metadata;
    assert.equal(annotations?.['argocd.argoproj.io/sync-options'], 'Prune=false,Delete=false', name);
    assert.equal(annotations?.['kustomize.toolkit.fluxcd.io/prune'], 'disabled', name);
    assert.equal(annotations?.['helm.sh/resource-policy'], 'keep', name);
  }
});
