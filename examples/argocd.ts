// An Application for a folder of manifests, and an ApplicationSet for the folders of families.
import { Chart } from 'cdk8s';
import { type ArgoCdSettings, TaskApp, TasksApplication, TasksApplicationSet } from '../lib';

const tasks: ArgoCdSettings = {
  repoURL: 'https://git.example.com/team/tasks.git',
  targetRevision: 'main',
  destination: { namespace: 'keruta' },
};

const app = new TaskApp();
new TasksApplication(new Chart(app, 'flat'), 'application', tasks);
new TasksApplicationSet(new Chart(app, 'families'), 'applications', {
  ...tasks,
  name: 'keruta-families',
  path: 'families',
  layout: 'families',
});
app.synth();
