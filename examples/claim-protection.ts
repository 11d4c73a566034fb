// Refuses to delete a claim of keruta's until a person has confirmed it, in the whole cluster.
import { Chart } from 'cdk8s';
import { ClaimProtection, TaskApp } from '../lib';

const app = new TaskApp();
new ClaimProtection(new Chart(app, 'claim-protection'), 'claims');
app.synth();
