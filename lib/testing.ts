/**
 * Helpers for tests of your own tasks and charts.
 *
 * @module cdk8s-keruta/testing
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { loadAll } from 'js-yaml';
import { addTaskCharts, type MakeChart } from './constructs/add-task-charts';
import { TaskApp } from './constructs/task-app';
import { firstDifference } from './manifests/difference';
import { EXTENSION, type OutputFile } from './manifests/folder';
import type { ManifestObject } from './manifests/parse';
import { loadTasks } from './tasks/load';

export type { ManifestObject };

/**
 * Makes an app with the tasks of a text that has the form of `tasks.yaml`. The app writes to none of your folders.
 *
 * @param makeChart makes one chart; for charts of your own class
 * @throws MistakesError with all mistakes of the text
 * @example
 * ```ts
 * import { TaskChart } from 'cdk8s-keruta';
 * import { appOf } from 'cdk8s-keruta/testing';
 *
 * class CachedChart extends TaskChart {}
 *
 * const app = appOf('tasks: [{ taskId: task123 }]', (scope, props) => new CachedChart(scope, props));
 * ```
 */
export function appOf(tasks: string, makeChart?: MakeChart): TaskApp {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-keruta-'));
  try {
    const file = join(folder, 'tasks.yaml');
    writeFileSync(file, tasks);
    const app = new TaskApp({ outdir: folder });
    addTaskCharts(app, loadTasks(file).tasks, makeChart);
    return app;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Reads the objects of a task's manifest as a cluster reads them: the claim, if the task owns one, the Job, if the task is
 * not done, and all other objects of its chart.
 *
 * @throws Error if the task has no manifest
 * @example
 * ```ts
 * import { appOf, manifestsOf } from 'cdk8s-keruta/testing';
 *
 * test('an agent runs once', () => {
 *   const app = appOf('tasks: [{ taskId: task123 }]');
 *   const job = manifestsOf(app, 'task123').find(({ kind }) => kind === 'Job');
 *   expect(job).toHaveProperty('spec.backoffLimit', 0);
 * });
 * ```
 */
export function manifestsOf(app: TaskApp, taskId: string): ManifestObject[] {
  const texts = textsOf(app);
  const text = texts.get(taskId)?.text;
  if (text === undefined) {
    throw new Error(`task ${taskId} has no manifest; those that have one: ${[...texts.keys()].join(', ')}`);
  }
  return loadAll(text) as ManifestObject[];
}

/** Result of a matcher, in jest's form. */
export interface MatcherResult {
  /** Whether the expectation holds. */
  readonly pass: boolean;
  /** The message to show if it does not. */
  readonly message: () => string;
}

/**
 * Matchers for the `expect` of jest, or of any framework that can be extended as jest's can.
 *
 * `expect(after).toChangeOnly(taskIds, before)`: the manifests of these tasks were changed, added or removed, and all other
 * manifests have the same bytes as before.
 *
 * @example
 * ```ts
 * import { appOf, matchers } from 'cdk8s-keruta/testing';
 *
 * expect.extend(matchers);
 *
 * test('an image of its own concerns no other task', () => {
 *   const before = appOf('tasks: [{ taskId: a }, { taskId: b }]');
 *   const after = appOf('tasks: [{ taskId: a }, { taskId: b, image: agent-of-b }]');
 *   expect(after).toChangeOnly(['b'], before);
 * });
 * ```
 */
export const matchers = {
  /** Expects that the manifests of these tasks, and no others, were changed, added or removed. */
  toChangeOnly(after: TaskApp, taskIds: readonly string[], before: TaskApp): MatcherResult {
    const changes = changesBetween(textsOf(before), textsOf(after));
    const pass = changes.size === taskIds.length && taskIds.every((taskId) => changes.has(taskId));
    const changed = [...changes].map(([name, change]) => `\n  ${name}: ${change}`).join('');
    return {
      pass,
      // If the expectation holds, jest shows the message for `not`.
      message: () =>
        `expected ${pass ? 'not ' : ''}to change: ${taskIds.join(', ') || 'nothing'}\nchanged:${changed || ' nothing'}`,
    };
  },
};

/** The manifests by their names without the folder: the names are the ids of their tasks. */
function textsOf(app: TaskApp): Map<string, OutputFile> {
  return new Map(app.manifests().map((manifest) => [basename(manifest.path, EXTENSION), manifest]));
}

/** Descriptions of the changes, by the names of the manifests. */
function changesBetween(before: ReadonlyMap<string, OutputFile>, after: ReadonlyMap<string, OutputFile>) {
  const changes = new Map<string, string>();
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const change = changeOf(before.get(name), after.get(name));
    if (change !== undefined) {
      changes.set(name, change);
    }
  }
  return changes;
}

function changeOf(before: OutputFile | undefined, after: OutputFile | undefined): string | undefined {
  if (!before || !after) {
    return after ? 'is new' : 'is gone';
  }
  if (before.path !== after.path) {
    return `moved from ${before.path} to ${after.path}`;
  }
  const difference = firstDifference(before.text, after.text);
  return (
    difference && `line ${difference.line} was ${difference.was || 'nothing'} and is ${difference.is || 'nothing'}`
  );
}

declare global {
  namespace jest {
    interface Matchers<R> {
      /**
       * Expects that the manifests of these tasks were changed, added or removed, and that all other manifests have the
       * same bytes as before.
       */
      toChangeOnly(taskIds: readonly string[], before: TaskApp): R;
    }
  }
}
