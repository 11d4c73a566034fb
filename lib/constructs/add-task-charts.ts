import type { Construct } from 'constructs';
import type { Task } from '../tasks/task';
import { TaskChart, type TaskChartProps } from './task-chart';

/** Makes the chart of a task. */
export type MakeChart = (scope: Construct, props: TaskChartProps) => TaskChart;

/**
 * Makes a chart for each task, and hands each child the workspace of its parent.
 *
 * @param tasks the tasks, parents before their children, as `loadTasks` returns them
 * @param makeChart makes the chart of one task; use it for a subclass of `TaskChart`
 * @returns the charts by the ids of their tasks
 * @throws Error for a child before its parent: with a claim of its own it would have none of its parent's work
 * @example
 * ```ts
 * import { addTaskCharts, loadTasks, TaskApp, TaskChart } from 'cdk8s-keruta';
 *
 * const app = new TaskApp();
 * addTaskCharts(app, loadTasks().tasks, (scope, props) => {
 *   const chart = new TaskChart(scope, props);
 *   if (!props.done) {
 *     chart.job.addVolume({ name: 'cache', emptyDir: {} }, { mountPath: '/cache' });
 *   }
 *   return chart;
 * });
 * app.synth();
 * ```
 */
export function addTaskCharts(
  scope: Construct,
  tasks: readonly Task[],
  makeChart: MakeChart = (within, props) => new TaskChart(within, props),
): Map<string, TaskChart> {
  const charts = new Map<string, TaskChart>();
  for (const { root, depth, claim, parentTaskId, ...settings } of tasks) {
    const parentWorkspace = parentTaskId === undefined ? undefined : charts.get(parentTaskId)?.workspace;
    if (parentTaskId !== undefined && !parentWorkspace) {
      throw new Error(`task ${settings.taskId} comes before its parent ${parentTaskId}; allowed: parents first`);
    }
    charts.set(settings.taskId, makeChart(scope, { ...settings, parentWorkspace }));
  }
  return charts;
}
