// A second volume for the agent: a cache that is deleted with the pod.
import { TaskApp, TaskChart } from '../lib';

const app = new TaskApp();
const { job } = new TaskChart(app, { taskId: 'task123' });
job.addVolume({ name: 'cache', emptyDir: {} }, { mountPath: '/cache' });
app.synth();
