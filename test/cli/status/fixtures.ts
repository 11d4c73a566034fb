import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTasks } from '../../../lib';
import { type LiveCluster, parseLive } from '../../../lib/cli/live';
import { type AppTasks, joinTasks } from '../../../lib/cli/status/app-tasks';
import type { TaskStatus } from '../../../lib/cli/status/status';
import { type Statuses, statusesOf } from '../../../lib/cli/status/statuses';
import { manifestsOf } from '../../e2e/support/tasks';
import { inFolder } from '../run';

const FOLDER = join(__dirname, '..', '..', 'fixtures', 'live');

/** The objects of a real cluster, with the tasks that they were made for, and the state that they show. */
export interface Fixture {
  readonly recorded: {
    readonly kubernetes: string;
    readonly taskId: string;
    readonly state: string;
    readonly why?: string;
  };
  readonly tasks: { readonly tasks: readonly object[] };
  readonly items: readonly object[];
}

export const FIXTURES = readdirSync(FOLDER).map((name) => name.replace('.json', ''));

export function fixture(name: string): Fixture {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Fixture;
}

/** The cluster of a fixture, read a minute after it was recorded at the latest. */
export function clusterOf({ items }: Pick<Fixture, 'items'>): LiveCluster {
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const times = text.match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g) ?? [];
  const takenAt = Date.parse(times.toSorted().at(-1) ?? '2026-01-01T00:00:00Z');
  return parseLive(Buffer.from(text), 'fixture', { takenAt });
}

/** The tasks of a fixture. A task that is not among them has been removed. */
export function tasksOf({ tasks, recorded }: Pick<Fixture, 'tasks' | 'recorded'>): AppTasks {
  const text = JSON.stringify(tasks);
  const folder = mkdtempSync(join(tmpdir(), 'keruta-test-'));
  try {
    const file = join(folder, 'tasks.yaml');
    writeFileSync(file, text);
    const loaded = loadTasks(file);
    const isThere = loaded.tasks.some(({ taskId }) => taskId === recorded.taskId);
    return {
      tasks: joinTasks(loaded.tasks, manifestsOf(text)),
      waits: loaded.waits,
      appliedBy: 'kubectl',
      removed: new Set(isThere ? [] : [recorded.taskId]),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function statusesIn(name: string): Statuses {
  const found = fixture(name);
  return statusesOf(tasksOf(found), clusterOf(found), {});
}

/** The state of the task of a fixture. */
export function statusIn(name: string): TaskStatus {
  const { taskId } = fixture(name).recorded;
  return statusesIn(name).tasks.find((task) => task.taskId === taskId) as TaskStatus;
}

/** A repository with the tasks and the objects of these fixtures, in live.json. */
export function inRepository(...names: readonly string[]): void {
  const found = names.map(fixture);
  const tasks = new Map(
    found.flatMap((one) => one.tasks.tasks).map((task) => [(task as { taskId: string }).taskId, task] as const),
  );
  const text = JSON.stringify({ layout: 'families', tasks: [...tasks.values()] });
  const dist = [...manifestsOf(text)].map(([path, manifest]) => [`dist/${path}`, manifest] as const);
  inFolder({
    'cdk8s.yaml': 'app: cp -R dist/. "$CDK8S_OUTDIR"\n',
    'tasks.yaml': text,
    ...Object.fromEntries(dist),
    'live.json': JSON.stringify({ items: found.flatMap(({ items }) => items) }),
  });
}
