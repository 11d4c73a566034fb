import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ClaimProtection } from '../../lib';
import { APP_LABEL } from '../../lib/settings/names';
import { applyAll, create, merge, read, remove } from './support/cluster';
import { claimNamed, claims } from './support/jobs';
import { inNamespace } from './support/namespace';
import { policyIn } from './support/policy';
import { synth } from './support/tasks';
import { until } from './support/until';

const CLAIM = 'git-repo-pvc-a';

/** Runs a test with the policy in force, on a namespace with a task's claim and one of nobody's. */
async function protectedly(test: (namespace: string) => Promise<void>): Promise<void> {
  await inNamespace(async (namespace) => {
    const policy = policyIn(namespace, ClaimProtection);
    try {
      await applyAll(synth('tasks: [{taskId: a, done: true}]', namespace));
      await create({ ...claimNamed('other', namespace), spec: OTHER_SPEC });
      // The control: without the policy a claim can be deleted.
      await remove(claimNamed(CLAIM, namespace), { dryRun: true });
      await applyAll(policy);
      await until('the policy is in force', () => refusal(CLAIM, namespace));
      await test(namespace);
    } finally {
      await Promise.all(policy.map((object) => remove(object)));
    }
  });
}

const OTHER_SPEC = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };

/** Why a claim could not be deleted; undefined if it could. Nothing is deleted. */
async function refusal(name: string, namespace: string, as?: string): Promise<string | undefined> {
  try {
    await remove(claimNamed(name, namespace), { dryRun: true, as });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const gone = (name: string, namespace: string) =>
  until(`claim ${name} is gone`, async () => (await read(claimNamed(name, namespace))) === undefined);

describe('where claims are protected', { concurrency: true }, () => {
  test('a claim is not deleted, and the message names the command that confirms it; then it is', () =>
    protectedly(async (namespace) => {
      const message = await remove(claimNamed(CLAIM, namespace)).catch((error: Error) => error.message);
      const command = /first run: kubectl annotate -n (\S+) pvc (\S+) ([^\s=]+)=(\S+)$/.exec(String(message));
      assert.ok(command, `the message was: ${message}`);
      const [, where = '', which = '', annotation = '', value] = command;
      assert.deepEqual([where, which], [namespace, CLAIM]);

      for (const other of [
        `not-${value}`,
        ` ${value}`,
        `${value} `,
        `${value},${value}`,
        String(value).toUpperCase(),
        '',
      ]) {
        await merge(claimNamed(which, where), { metadata: { annotations: { [annotation]: other } } });
        assert.match((await refusal(CLAIM, namespace)) ?? '', /may hold work/, `confirmed by "${other}"`);
      }
      await merge(claimNamed(which, where), { metadata: { annotations: { [annotation]: value } } });
      await remove(claimNamed(CLAIM, namespace));
      await gone(CLAIM, namespace);
    }));

  test("a claim without keruta's label is deleted as ever", () =>
    protectedly(async (namespace) => {
      await remove(claimNamed('other', namespace));
      await gone('other', namespace);
      await merge(claimNamed(CLAIM, namespace), { metadata: { labels: { app: null } } });
      assert.equal(await refusal(CLAIM, namespace), undefined);
      await merge(claimNamed(CLAIM, namespace), { metadata: { labels: APP_LABEL } });
      assert.match((await refusal(CLAIM, namespace)) ?? '', /may hold work/);
    }));

  test('a namespace is deleted with its claims', () =>
    protectedly(async (namespace) => {
      await remove({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
      await until('the claims are gone', async () => (await claims(namespace)).length === 0);
    }));

  test('whichever of its two names the controller of namespaces goes by; no other controller may', () =>
    protectedly(async (namespace) => {
      for (const user of [
        'kube-system:namespace-controller',
        'kube-system:job-controller',
        'kube-system:generic-garbage-collector',
      ]) {
        const refused = await refusal(CLAIM, namespace, `system:serviceaccount:${user}`);
        assert.equal(refused === undefined, user === 'kube-system:namespace-controller', user);
      }
      assert.equal(await refusal(CLAIM, namespace, 'system:kube-controller-manager'), undefined);
    }));
});
