import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { type AgentJob, TaskApp, TaskChart } from '../../lib';
import { POD } from '../support';
import { RIGHT_PARTS, WRONG_PARTS, WRONG_TOGETHER, type WrongPart } from './pod-parts';

type Part = Omit<WrongPart, 'message'>;

/** Adds a part by the methods of the Job. */
function add(job: AgentJob, { initContainer, volume, mount }: Part): void {
  if (initContainer) {
    job.addInitContainer(initContainer as never);
  }
  if (volume) {
    job.addVolume(volume as never, mount as never);
  }
}

/** Adds a part by patches of the manifest, which no method sees. */
function patch(job: AgentJob, { initContainer, volume, mount }: Part): void {
  const pod = '/spec/template/spec';
  const patches = [
    ...(initContainer ? [JsonPatch.add(`${pod}/initContainers`, [initContainer])] : []),
    ...(volume ? [JsonPatch.add(`${pod}/volumes/-`, volume)] : []),
    ...(mount ? [JsonPatch.add(`${pod}/containers/0/volumeMounts/-`, { name: 'v', ...mount })] : []),
  ];
  ApiObject.of(job).addJsonPatch(...patches);
}

function appWith(change: (job: AgentJob) => void): TaskApp {
  const app = new TaskApp();
  change(new TaskChart(app, { taskId: 'a' }).job);
  return app;
}

describe('is refused where it is added, and at synth where a patch adds it:', () => {
  test.each(WRONG_PARTS.map((part) => [part.title, part] as const))('%s', (_, part) => {
    expect(() => appWith((job) => add(job, part))).toThrow(`[a/job] ${part.message}`);
    const message = part.message.startsWith('volumeMounts') ? `containers[main].${part.message}` : part.message;
    expect(() => appWith((job) => patch(job, part)).manifests()).toThrow(
      `[a] Job keruta-job-a: spec.template.spec.${message}`,
    );
  });
});

test.each(WRONG_TOGETHER.map((part) => [part.title, part] as const))('is refused at synth: %s', (_, part) => {
  for (const change of [add, patch]) {
    expect(() => appWith((job) => change(job, part)).manifests()).toThrow(
      `[a] Job keruta-job-a: spec.template.spec.${part.message}`,
    );
  }
});

test.each(RIGHT_PARTS.map((part) => [part.title, part] as const))('is taken: %s', (_, part) => {
  for (const change of [add, patch]) {
    expect(() => appWith((job) => change(job, part)).manifests()).not.toThrow();
  }
});

test('a mount may name a volume that is added later', () => {
  const app = appWith((job) => {
    job.addInitContainer({ name: 'x', image: 'x:1', volumeMounts: [{ name: 'later', mountPath: '/x' }] });
    job.addVolume({ name: 'later', emptyDir: {} }, { mountPath: '/later' });
  });
  expect(() => app.manifests()).not.toThrow();
});

test.each([
  ['/initContainers', [{ name: 'main', image: 'x:1' }], 'containers[main] is there twice'],
  ['/volumes/-', { name: 'git-repo', emptyDir: {} }, 'volumes[git-repo] is there twice'],
  ['/containers/0/image', '', 'containers[main].image is missing'],
])('a patch of %s with %j is refused', (path, value, message) => {
  const app = appWith((job) => ApiObject.of(job).addJsonPatch(JsonPatch.add(`/spec/template/spec${path}`, value)));
  expect(() => app.manifests()).toThrow(message);
});

test('the problems of all Jobs are told together', () => {
  const app = new TaskApp();
  for (const taskId of ['a', 'b']) {
    const { job } = new TaskChart(app, { taskId });
    ApiObject.of(job).addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/image', ''));
  }
  expect(() => app.manifests()).toThrow(/\[a\] Job keruta-job-a: .*\n\[b\] Job keruta-job-b: /);
});

test.each([null, [], 'text', [null], [{ volumeMounts: 1, env: null, resources: [] }]])(
  'a patch may put %j anywhere: what is no pod is not checked as one',
  (value) => {
    for (const path of ['', '/volumes', '/containers', '/initContainers', '/containers/0/env']) {
      const app = appWith((job) => ApiObject.of(job).addJsonPatch(JsonPatch.add(`/spec/template/spec${path}`, value)));
      try {
        app.manifests();
      } catch (error) {
        expect((error as Error).message).toMatch(/^\[a\] Job keruta-job-a: /);
      }
    }
  },
);

test('an object of another kind is not checked', () => {
  const app = new TaskApp();
  new ApiObject(new Chart(app, 'mine'), 'job', { apiVersion: 'example.com/v1', kind: 'Job', spec: { template: {} } });
  new ApiObject(new Chart(app, 'other'), 'pod', { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{}] } });
  expect(
    app
      .manifests()
      .map(({ text }) => text)
      .join(),
  ).not.toContain(POD);
});
