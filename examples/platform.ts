// The namespace of the agents, with a quota, limits and a queue of Kueue.
import { PlatformChart, TaskApp } from '../lib';

const app = new TaskApp();
new PlatformChart(app, 'platform', {
  namespace: 'keruta',
  api: { namespace: 'keruta-system', podLabels: { app: 'keruta-api' }, port: 8080 },
  quota: { pods: 20, 'requests.cpu': 40, 'requests.storage': '200Gi' },
  queue: { quota: { pods: 10, cpu: 40, memory: '160Gi' } },
  containerLimits: { defaultRequest: { cpu: 1, memory: '1Gi' }, default: { cpu: 2, memory: '4Gi' } },
});
app.synth();
