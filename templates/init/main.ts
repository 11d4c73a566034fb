import { addTaskCharts, describeSynth, loadTasks, reportMistakes, reportWarnings, TaskApp } from 'cdk8s-keruta';

reportMistakes(() => {
  const { tasks, warnings } = loadTasks();
  reportWarnings(warnings);
  const app = new TaskApp();
  addTaskCharts(app, tasks);
  console.log(describeSynth(app.synth(), warnings.length));
});
