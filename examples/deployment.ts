// A viewer of a task's repository: a Deployment of cdk8s-plus mounts the workspace of the task read-only. With
// ReadWriteMany it can run on another node than the agent.
import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { TaskApp, TaskChart } from '../lib';

const app = new TaskApp();
const { workspace } = new TaskChart(app, { taskId: 'task123', pvcAccessMode: 'ReadWriteMany' });

const chart = new Chart(app, 'viewer');
const viewer = new kplus.Deployment(chart, 'viewer', {
  metadata: { name: 'viewer' },
  replicas: 1,
  containers: [{ image: 'viewer:1' }],
});
const repository = kplus.Volume.fromPersistentVolumeClaim(chart, 'repository', workspace, {
  name: 'repository',
  readOnly: true,
});
viewer.containers[0]?.mount('/repository', repository, { readOnly: true });
app.synth();
