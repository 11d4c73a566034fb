// The namespace of the agents, with a quota and limits.
import { PlatformChart, TaskApp } from '../lib';

const app = new TaskApp();
new PlatformChart(app, 'platform', {
  namespace: 'keruta',
  api: { namespace: 'keruta-system', podLabels: { app: 'keruta-api' }, port: 8080 },
  quota: { pods: 20, 'requests.cpu': 40, 'requests.storage': '200Gi' },
  containerLimits: { defaultRequest: { cpu: 1, memory: '1Gi' }, default: { cpu: 2, memory: '4Gi' } },
});
app.synth();
