// Any field of the Job: the pod's own deadline, which keeps the pod and its logs when it ends the agent.
import { ApiObject, JsonPatch } from 'cdk8s';
import { TaskApp, TaskChart } from '../lib';

const app = new TaskApp();
const { job } = new TaskChart(app, { taskId: 'task123' });
ApiObject.of(job).addJsonPatch(JsonPatch.add('/spec/template/spec/activeDeadlineSeconds', 3600));
app.synth();
