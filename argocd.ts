import { addArgoCdCharts, loadArgoCd, loadTasks, reportMistakes, TaskApp } from './lib';

reportMistakes(() => {
  const file = loadArgoCd();
  const { layout } = loadTasks();
  const app = new TaskApp({ outdir: process.env.CDK8S_OUTDIR ?? 'argocd' });
  addArgoCdCharts(app, file, layout);
  app.synth();
});
