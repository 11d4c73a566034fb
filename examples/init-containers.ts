// An init container that ends before the agent starts, and a native sidecar, which runs next to the agent and ends with
// it. A plain second container would keep the Job from ever ending.
import { TaskApp, TaskChart } from '../lib';

const app = new TaskApp();
const { job } = new TaskChart(app, { taskId: 'task123' });
job.addInitContainer({ name: 'greeting', image: 'busybox:1.37', command: ['echo', 'the agent comes next'] });
job.addInitContainer({ name: 'proxy', image: 'proxy:1', restartPolicy: 'Always' });
app.synth();
