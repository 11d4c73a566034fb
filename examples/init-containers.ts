// What runs before the agent, and what runs beside it and ends with it: a native sidecar. A plain second container
// would keep the Job from ever ending.
import { TaskApp, TaskChart } from '../lib';

const app = new TaskApp();
const { job } = new TaskChart(app, { taskId: 'task123' });
job.addInitContainer({ name: 'greeting', image: 'busybox:1.37', command: ['echo', 'the agent comes next'] });
job.addInitContainer({ name: 'proxy', image: 'proxy:1', restartPolicy: 'Always' });
app.synth();
