// Any field of the Job, whether this library knows it or not: a failed pod is replaced only once it has ended.
import { ApiObject, JsonPatch } from 'cdk8s';
import { TaskApp, TaskChart } from '../lib';

const app = new TaskApp();
const { job } = new TaskChart(app, { taskId: 'task123' });
ApiObject.of(job).addJsonPatch(JsonPatch.add('/spec/podReplacementPolicy', 'Failed'));
app.synth();
