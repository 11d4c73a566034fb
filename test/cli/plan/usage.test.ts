import { ApiObject, JsonPatch } from 'cdk8s';
import { type MakeChart, TaskChart } from '../../../lib';
import { usageOf } from '../../../lib/cli/plan/usage';
import { read, synth, type Tasks } from './repository';

const usage = (tasks: Tasks, makeChart?: MakeChart) => usageOf(read(synth(tasks, makeChart)));
const asking = (cpu: number | string, memory: string) => ({ resources: { requests: { cpu, memory } } });

/** Charts with a field of the Job's set. */
const patched =
  (path: string, value: unknown): MakeChart =>
  (scope, props) => {
    const chart = new TaskChart(scope, props);
    ApiObject.of(chart.job).addJsonPatch(JsonPatch.add(path, value));
    return chart;
  };

test('adds up the requests of all tasks, and the storage', () => {
  const tasks = [
    { taskId: 'a', ...asking('500m', '1Gi'), pvcStorageSize: '2Gi' },
    { taskId: 'b', ...asking(2, '512Mi') },
  ];
  expect(usage(tasks)).toEqual({
    tasks: 2,
    runs: 2,
    requests: { cpu: '2500m', memory: '1536Mi' },
    withoutRequests: 0,
    storage: '3Gi',
    unknownClaims: 0,
  });
});

test('requests count once, and once more for each retry', () => {
  expect(usage([{ taskId: 'a', ...asking(1, '1Gi'), backoffLimit: 3 }])).toMatchObject({
    runs: 4,
    requests: { cpu: '4', memory: '4Gi' },
  });
});

test('a Job that names no backoffLimit is retried six times, as Kubernetes does', () => {
  const text = synth([{ taskId: 'a', ...asking(1, '1Gi') }]).get('a.k8s.yaml') as string;
  const without = text.replace(/^ *backoffLimit: 0\n/m, '');
  expect(without).not.toBe(text);
  expect(usageOf(read(new Map([['a.k8s.yaml', without]])))).toMatchObject({ runs: 7, requests: { cpu: '7' } });
});

test('tasks that are done count for nothing, but for the claim of those that are not', () => {
  const parent = { taskId: 'a', ...asking(1, '1Gi'), pvcStorageSize: '5Gi', done: true };
  expect(usage([parent])).toMatchObject({ tasks: 0, runs: 0, requests: {}, storage: '0' });
  expect(usage([parent, { taskId: 'b', parentTaskId: 'a' }])).toMatchObject({ tasks: 1, storage: '5Gi' });
});

test('a claim counts once, however many tasks are on it', () => {
  const child = (taskId: string) => ({ taskId, parentTaskId: 'a' });
  expect(usage([{ taskId: 'a', pvcStorageSize: '5Gi' }, child('b'), child('c')])).toMatchObject({ storage: '5Gi' });
});

test('claims of one name in two namespaces are two', () => {
  const tasks = [
    { taskId: 'a', namespace: 'one', existingClaim: 'x' },
    { taskId: 'b', namespace: 'two', existingClaim: 'x' },
  ];
  expect(usage(tasks)).toMatchObject({ unknownClaims: 2, storage: '0' });
});

test('tasks that request nothing are counted, and so are claims of unknown size', () => {
  expect(usage([{ taskId: 'a' }, { taskId: 'b', existingClaim: 'x', ...asking(1, '1Gi') }])).toMatchObject({
    withoutRequests: 1,
    unknownClaims: 1,
    storage: '1Gi',
  });
});

test('a limit without a request is the request', () => {
  expect(usage([{ taskId: 'a', resources: { limits: { cpu: 2 }, requests: { memory: '1Gi' } } }])).toMatchObject({
    requests: { cpu: '2', memory: '1Gi' },
  });
});

test('init containers count for as much as is asked for at one time', () => {
  const init = (cpu: number, more: object = {}) => ({
    name: `i${cpu}`,
    image: 'x:1',
    resources: { requests: { cpu } },
    ...more,
  });
  const sidecar = { restartPolicy: 'Always' };
  const cpu = (...containers: object[]) =>
    usage([{ taskId: 'a', ...asking(2, '1Gi') }], patched('/spec/template/spec/initContainers', containers)).requests
      .cpu;
  expect(cpu(init(1))).toBe('2');
  expect(cpu(init(3))).toBe('3');
  expect(cpu(init(1, sidecar))).toBe('3');
  expect(cpu(init(1, sidecar), init(4))).toBe('5');
  expect(cpu(init(4), init(1, sidecar))).toBe('4');
});

test.each([
  [['1Gi', '1Gi'], '2Gi'],
  [['1Gi', '512Mi'], '1536Mi'],
  [['1G', '1G'], '2G'],
  [['500M', '500M'], '1G'],
  [['1Gi', '1'], '1073741825'],
  [['1Ti'], '1Ti'],
  [['1000Gi'], '1000Gi'],
])('%j in all is %s', (sizes, sum) => {
  expect(usage(sizes.map((pvcStorageSize, index) => ({ taskId: `t${index}`, pvcStorageSize })))).toMatchObject({
    storage: sum,
  });
});

test.each([
  [['1', '500m'], '1500m'],
  [['500m', '500m'], '1'],
  [['1024', '1024'], '2048'],
  [['1u'], '1000n'],
])('%j processors in all are %s', (amounts, sum) => {
  expect(usage(amounts.map((cpu, index) => ({ taskId: `t${index}`, ...asking(cpu, '1Gi') })))).toMatchObject({
    requests: { cpu: sum },
  });
});
