import { html, toFamilies } from '../../lib/cli/graph';
import { liveHeading, liveStatesOf } from '../../lib/cli/graph/live-states';
import { type Statuses, statusesOf } from '../../lib/cli/status/statuses';
import { clusterOf, FIXTURES, fixture, tasksOf } from '../cli/status/fixtures';

/** The tasks in the recorded clusters: some in each state. */
function recordedTasks() {
  const found = FIXTURES.map(fixture);
  const tasks = new Map(
    found.flatMap((one) => one.tasks.tasks as { taskId: string }[]).map((task) => [task.taskId, task] as const),
  );
  const recorded = { kubernetes: '', taskId: 'not-in-git', state: '' };
  // Some of the clusters have families whose order only this layout keeps.
  const file = { layout: 'families', tasks: [...tasks.values()] };
  const app = tasksOf({ tasks: file, recorded });
  return { app, cluster: clusterOf({ items: found.flatMap(({ items }) => items) }) };
}

/** The page of `graph --live` for all recorded clusters together, with the states that it shows. */
export function livePage(): { text: string; statuses: Statuses } {
  const { app, cluster } = recordedTasks();
  const statuses = statusesOf(app, cluster, {});
  const families = toFamilies(
    app.tasks.map(({ task }) => task),
    app.waits,
  );
  const text = html(families, { stateOf: liveStatesOf(statuses.tasks), heading: liveHeading(statuses) });
  return { text, statuses };
}
