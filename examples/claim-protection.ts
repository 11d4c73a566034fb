// A policy for the whole cluster: a claim of keruta cannot be deleted until a person has confirmed the deletion.
import { Chart } from 'cdk8s';
import { ClaimProtection, TaskApp } from '../lib';

const app = new TaskApp();
new ClaimProtection(new Chart(app, 'claim-protection'), 'claims');
app.synth();
