// A policy for the whole cluster: the Job of an agent cannot be suspended, so that Kueue runs no agent twice.
import { Chart } from 'cdk8s';
import { RunProtection, TaskApp } from '../lib';

const app = new TaskApp();
new RunProtection(new Chart(app, 'run-protection'), 'runs');
app.synth();
