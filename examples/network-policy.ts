// A NetworkPolicy of cdk8s-plus that selects the pods of all agents by their label, and lets nobody connect to them.
import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { TaskApp } from '../lib';

const app = new TaskApp();
const chart = new Chart(app, 'network');
new kplus.NetworkPolicy(chart, 'no-way-in', {
  metadata: { name: 'agents-no-way-in' },
  selector: kplus.Pods.select(chart, 'agents', { labels: { app: 'keruta' } }),
  ingress: { default: kplus.NetworkPolicyTrafficDefault.DENY },
});
app.synth();
