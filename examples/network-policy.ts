// Nobody reaches the pods of the agents: a policy of cdk8s-plus selects them by their label.
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
