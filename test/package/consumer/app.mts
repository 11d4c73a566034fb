// An ES module.
import { addTaskCharts, loadTasks, TaskApp } from 'cdk8s-keruta';

const app = new TaskApp();
addTaskCharts(app, loadTasks().tasks);
app.synth();
