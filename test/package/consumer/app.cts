// A CommonJS module.
import keruta = require('cdk8s-keruta');

const app = new keruta.TaskApp();
keruta.addTaskCharts(app, keruta.loadTasks().tasks);
app.synth();
