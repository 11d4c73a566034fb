import { k8s } from 'cdk8s-plus-27';
import { AgentJob, TaskWorkspace } from '../../lib';
import { toPlainValues } from '../../lib/constructs/plain';
import { emptyChart, objectOf } from '../support';
import { textLoader } from '../tasks/support';

const load = textLoader();

test('a port of cdk8s-plus is a number if it was made of one, and a string if it was made of a string', () => {
  expect(toPlainValues([k8s.IntOrString.fromNumber(8080), k8s.IntOrString.fromString('http')])).toEqual([8080, 'http']);
});

test('a toleration of no time at all is not one of all time', () => {
  const chart = emptyChart();
  const workspace = new TaskWorkspace(chart, 'workspace', { taskId: 'a' });
  const tolerations = [{ key: 'x', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 0 }] as const;
  new AgentJob(chart, 'job', { taskId: 'a', workspace, tolerations });
  expect(objectOf(chart, 'Job')).toHaveProperty('spec.template.spec.tolerations', tolerations);
});

test('a clone has the default access mode, and not that of its source', () => {
  const { tasks } = load(`tasks:
  - { taskId: a, pvcAccessMode: ReadWriteMany, done: true }
  - { taskId: b, parentTaskId: a, workspace: clone }
`);
  expect(tasks.map(({ claim }) => claim.accessMode)).toEqual(['ReadWriteMany', 'ReadWriteOnce']);
});

test.each([
  ['2d', 172_800],
  ['3h', 10_800],
  ['4m', 240],
  ['5s', 5],
])('a time of %s is proposed as %i seconds', (written, seconds) => {
  expect(() => load(`tasks: [{ taskId: a, timeout: ${written} }]`)).toThrow(`write ${seconds}, if the unit is seconds`);
});
