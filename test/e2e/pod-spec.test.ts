import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { AgentJob, type AgentJobProps, type AgentPodSpec, TaskChart } from '../../lib';
import { withPodSpec } from '../../lib/pod-spec/agent';
import { REFUSED } from '../pod-spec/refused';
import { apply } from './support/cluster';
import { inNamespace } from './support/namespace';
import { synth } from './support/tasks';

/** The Job of a pod spec that is not checked. */
function jobOf(podSpec: string, namespace: string) {
  class UncheckedJob extends AgentJob {
    protected override podSpec(): AgentPodSpec {
      return withPodSpec(super.podSpec(), { podSpec: parse(podSpec) });
    }
  }
  class UncheckedChart extends TaskChart {
    protected override makeJob(props: AgentJobProps): AgentJob {
      return new UncheckedJob(this, 'job', props);
    }
  }
  const objects = synth('tasks: [{ taskId: a }]', namespace, (scope, props) => new UncheckedChart(scope, props));
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
