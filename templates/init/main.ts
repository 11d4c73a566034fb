import { addTaskCharts, loadTasks, reportMistakes, TaskApp } from 'cdk8s-keruta';

reportMistakes(() => {
  const { tasks, warnings } = loadTasks();
  for (const warning of warnings) {
    console.error(warning);
  }
  const app = new TaskApp();
  addTaskCharts(app, tasks);
  app.synth();
});
