// The same manifests with plain cdk8s: its own App, a chart for each task, the same api objects.
// Takes the number of tasks; writes to CDK8S_OUTDIR, as any cdk8s app.
import { ApiObject, App, Chart } from 'cdk8s';
import { benchTasks, objectsOf } from './tasks';

const app = new App();
for (const task of benchTasks(Number(process.argv[2]))) {
  const chart = new Chart(app, task.taskId);
  for (const object of objectsOf(task)) {
    new ApiObject(chart, object.kind, object);
  }
}
app.synth();
