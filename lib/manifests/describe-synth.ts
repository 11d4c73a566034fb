import type { SynthResult } from './write-folder';

/**
 * One line about a synth, for people and logs: `2 files written, 98 unchanged, 1 removed, 0 warnings, 0.6 s`.
 *
 * @param result the result of `TaskApp.synth()`
 * @param warnings the number of warnings
 * @returns the line, whose seconds are those since the process was started
 * @example
 * ```ts
 * import { addTaskCharts, describeSynth, loadTasks, TaskApp } from 'cdk8s-keruta';
 *
 * const { tasks, warnings } = loadTasks();
 * const app = new TaskApp();
 * addTaskCharts(app, tasks);
 * console.log(describeSynth(app.synth(), warnings.length));
 * ```
 */
export function describeSynth({ written, unchanged, removed }: SynthResult, warnings: number): string {
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  const seconds = (performance.now() / 1000).toFixed(1);
  return `${count(written, 'file')} written, ${unchanged} unchanged, ${removed} removed, ${count(warnings, 'warning')}, ${seconds} s`;
}
