import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { AgentJob, type AgentJobProps, type AgentPodSpec, TaskChart } from '../../lib';
import { withPodSpec } from '../../lib/pod-spec/agent';
import { ALLOWED, FORBIDDEN } from '../pod-spec/forbidden';
import { REFUSED } from '../pod-spec/refused';
import { apply } from './support/cluster';
import { inNamespace } from './support/namespace';
import { synth } from './support/tasks';

/** The Job of a pod spec that is not checked. */
function jobOf(podSpec: string, namespace: string, podSecurity?: 'restricted') {
  class UncheckedJob extends AgentJob {
    protected override podSpec(): AgentPodSpec {
      return withPodSpec(super.podSpec(), { ...this.settings, podSpec: parse(podSpec) });
    }
  }
  class UncheckedChart extends TaskChart {
    protected override makeJob(props: AgentJobProps): AgentJob {
      return new UncheckedJob(this, 'job', props);
    }
  }
  const objects = synth(
    JSON.stringify({ tasks: [{ taskId: 'a', podSecurity }] }),
    namespace,
    (scope, props) => new UncheckedChart(scope, props),
  );
  return objects.find(({ kind }) => kind === 'Job') as NonNullable<(typeof objects)[number]>;
}

describe('the API server refuses what the checks refuse in a pod spec', { concurrency: true }, () => {
  for (const [podSpec] of REFUSED) {
    test(podSpec, () =>
      inNamespace(async (namespace) => {
        await assert.rejects(async () => apply(jobOf(podSpec, namespace), { dryRun: true }));
      }),
    );
  }
});

test('and takes a pod spec without mistakes', () =>
  inNamespace(async (namespace) => {
    await apply(jobOf('{ volumes: [{ name: a, emptyDir: {} }] }', namespace), { dryRun: true });
  }));

describe('the Pod Security Standard restricted', { concurrency: true }, () => {
  const warned = { 'pod-security.kubernetes.io/warn': 'restricted' };

  for (const [podSpec] of FORBIDDEN) {
    test(`forbids ${podSpec}`, () =>
      inNamespace(async (namespace) => {
        const applied = async () => apply(jobOf(podSpec, namespace, 'restricted'), { dryRun: true });
        await assert.rejects(applied, /would violate PodSecurity/);
      }, warned));
  }

  for (const podSpec of ALLOWED) {
    test(`allows ${podSpec}`, () =>
      inNamespace(async (namespace) => {
        await apply(jobOf(podSpec, namespace, 'restricted'), { dryRun: true });
      }, warned));
  }
});
