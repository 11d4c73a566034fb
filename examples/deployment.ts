// A web page of a task's repository: a Deployment of cdk8s-plus mounts the task's workspace, and only reads it.
// ReadWriteMany lets it run on another node than the agent.
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
