import type { Construct } from 'constructs';
import type { Task } from '../tasks/task';
import { TaskChart, type TaskChartProps } from './task-chart';

/** Makes the chart of a task. */
export type MakeChart = (scope: Construct, props: TaskChartProps) => TaskChart;

/**
 * Makes a chart of each task. A child is handed its parent's workspace, however deep the family is.
 *
 * @param tasks parents before their children, as `loadTasks` gives them
 * @param makeChart makes one chart; for charts of a class of one's own
 * @returns the charts by their task's id
 * @throws Error for a child whose parent is not before it: a claim of its own would hold none of its parent's work
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
