import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { mergePodSpecs } from '../../lib/pod-spec/merge';
import type { PartialPodSpec } from '../../lib/settings/pod-spec';
import { podSpecs } from '../pod-spec/arbitrary';

// kubectl merges without a server here.
const folder = mkdtempSync(join(tmpdir(), 'pod-spec-merge-'));
after(() => rmSync(folder, { recursive: true }));

/** The pod spec after `kubectl patch --type=strategic`. */
function patched(base: PartialPodSpec, patch: PartialPodSpec): PartialPodSpec {
  const file = join(folder, 'pod.json');
  writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: base }));
  const args = [
    'patch',
    '--local',
    '--type=strategic',
    '-o',
    'json',
    '-f',
    file,
    '-p',
    JSON.stringify({ spec: patch }),
  ];
  return JSON.parse(execFileSync('kubectl', args, { encoding: 'utf8' })).spec;
}

/** A pod spec without what kubectl prints for fields that are not set. */
function withoutUnset(podSpec: PartialPodSpec): PartialPodSpec {
  const isUnset = (key: string, value: unknown) =>
    value === null || (key === 'resources' && Object.keys(value as object).length === 0);
  return JSON.parse(JSON.stringify(podSpec, (key, value) => (isUnset(key, value) ? undefined : value)));
}

test('pod specs are merged as kubectl merges a strategic merge patch', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(podSpecs, podSpecs, (base, patch) => {
      assert.deepEqual(mergePodSpecs(base, patch), withoutUnset(patched(base, patch)));
    }),
    { numRuns: 150 },
  );
});
