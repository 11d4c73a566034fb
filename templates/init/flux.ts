import { addFluxCharts, loadFlux, loadTasks, reportMistakes, TaskApp } from 'cdk8s-keruta';

reportMistakes(() => {
  const file = loadFlux();
  const { layout } = loadTasks();
  const app = new TaskApp({ outdir: process.env.CDK8S_OUTDIR ?? 'flux' });
  addFluxCharts(app, file, layout);
  app.synth();
});
