import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type ApiObject, apply, applyAll } from './support/cluster';
import { allComplete, pods, refusalOf } from './support/jobs';
import { inNamespace } from './support/namespace';
import { synth } from './support/tasks';

const RESTRICTED = { 'pod-security.kubernetes.io/enforce': 'restricted' };

test('podSecurity: restricted runs in a namespace that enforces it', () =>
  inNamespace(async (namespace) => {
    await applyAll(synth('tasks: [{taskId: a, podSecurity: restricted}]', namespace));
    await allComplete(namespace, 1);
  }, RESTRICTED));

test('podSecurity: hardened runs in a namespace that enforces baseline, as root', () =>
  inNamespace(
    async (namespace) => {
      await applyAll(synth('tasks: [{taskId: a, podSecurity: hardened}]', namespace));
      await allComplete(namespace, 1);
    },
    { 'pod-security.kubernetes.io/enforce': 'baseline' },
  ));

test('podSecurity: hardened breaks no rule of restricted but that of root', () =>
  inNamespace(async (namespace) => {
    const [, job] = synth('tasks: [{taskId: a, podSecurity: hardened}]', namespace) as [ApiObject, ApiObject];
    await assert.rejects(apply(job), (error: Error) => {
      assert.match(error.message, /would violate PodSecurity "restricted:latest": runAsNonRoot != true/);
      assert.doesNotMatch(error.message, /allowPrivilegeEscalation|capabilities|seccomp/);
      return true;
    });
  }, RESTRICTED));

test('the default does not, and the reason is what README.md quotes', () =>
  inNamespace(async (namespace) => {
    const [claim, job] = synth('tasks: [{taskId: a}]', namespace) as [ApiObject, ApiObject];
    await apply(claim);
    // The Job is taken, with a warning; its pods are not.
    await assert.rejects(apply(job), /would violate PodSecurity "restricted:latest"/);
    const message = await refusalOf('keruta-job-a', namespace);
    const reason = message.replace(/^.* is forbidden: /, '');
    assert.match(reason, /^violates PodSecurity "restricted:latest"/);
    assert.deepEqual(await pods(namespace), []);
    const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
    assert.ok(readme.replace(/\s+/g, ' ').includes(reason), `README.md does not quote: ${reason}`);
  }, RESTRICTED));

test('the default runs where nothing is enforced', () =>
  inNamespace(async (namespace) => {
    await applyAll(synth('tasks: [{taskId: a}]', namespace));
    await allComplete(namespace, 1);
  }));
