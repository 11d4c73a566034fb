// Environment variables for the agent: a string, and a key of a Secret.
import { TaskApp, TaskChart } from '../lib';

const app = new TaskApp();
const { job } = new TaskChart(app, { taskId: 'task123' });
job.addEnv('NODE_ENV', 'test');
job.addEnv('GIT_PASSWORD', { secretKeyRef: { name: 'git', key: 'password' } });
app.synth();
