import { describe, test } from 'node:test';
import { type Case, inGit, tasksOf } from '../status/cases';
import { asExpected } from '../status/expected';
import { record } from '../status/record';
import { apply, applyAll, merge } from '../support/cluster';
import { inProject } from '../support/project';
import { synth } from '../support/tasks';
import { withClasses } from './priority-classes';
import { add, KUEUE, ONE_POD, PREEMPTS, QUEUE, running, seen, withQueue } from './queue';

/** A task as it stands in Git, in the queue of the platform chart unless it names another one. */
const queued = (settings: object = {}) => ({ queue: QUEUE, annotations: { 'sim/duration': '1h' }, ...settings });

/** A LocalQueue that admits nothing. */
const HELD = 'held';

/** The states of tasks in queues, in the order in which the tasks are applied. The first takes the only place. */
const CASES: readonly Case[] = [
  { taskId: 'queue-running', state: 'running', settings: queued() },
  { taskId: 'queue', state: 'queue', why: 'insufficient unused quota', settings: queued() },
  {
    taskId: 'queue-missing',
    state: 'queue-stuck',
    why: "LocalQueue nowhere doesn't exist",
    settings: queued({ queue: 'nowhere' }),
  },
  { taskId: 'queue-held', state: 'queue-stuck', why: 'is inactive', settings: queued({ queue: HELD }) },
  {
    taskId: 'queue-deactivated',
    state: 'queue-stuck',
    why: 'deactivated',
    settings: queued({ queue: 'nowhere' }),
  },
];

async function provesStates(cases: readonly Case[], namespace: string, make: () => Promise<void>): Promise<void> {
  await inProject(async (project) => {
    project.commit(tasksOf(cases, inGit));
    await make();
    await asExpected(cases, project, namespace);
    if (process.env.RECORD) {
      record(namespace, cases, 'kwok', ',workloads.kueue.x-k8s.io');
    }
  });
}

async function applyCase({ settings }: Case, taskId: string, namespace: string): Promise<void> {
  await applyAll(synth(JSON.stringify({ tasks: [{ taskId, ...(settings as object) }] }), namespace));
}

describe('status', { concurrency: true }, () => {
  test('shows which tasks wait for their queue, and which queue does not work', () =>
    withQueue(ONE_POD, (namespace) =>
      provesStates(CASES, namespace, async () => {
        const spec = { clusterQueue: `keruta-${namespace}`, stopPolicy: 'Hold' };
        await apply({ apiVersion: KUEUE, kind: 'LocalQueue', metadata: { name: HELD, namespace }, spec });
        for (const one of CASES) {
          await applyCase(one, one.taskId, namespace);
          await (one.state === 'running' ? running(one.taskId, namespace) : seen(one.taskId, namespace));
        }
        const { metadata } = await seen('queue-deactivated', namespace);
        await merge({ apiVersion: KUEUE, kind: 'Workload', metadata }, { spec: { active: false } });
      }),
    ));

  test('shows that a task which has lost its place waits for its queue again', () =>
    withQueue(
      ONE_POD,
      (namespace) =>
        withClasses(namespace, ({ low, high }) => {
          const settings = queued({ backoffLimit: 1, workloadPriorityClass: low });
          const preempted: Case = {
            taskId: 'queue-preempted',
            state: 'queue',
            why: 'insufficient unused quota',
            settings,
          };
          return provesStates([preempted], namespace, async () => {
            await applyCase(preempted, preempted.taskId, namespace);
            await running(preempted.taskId, namespace);
            await add(namespace, [{ taskId: 'high', workloadPriorityClass: high }]);
            await running('high', namespace);
          });
        }),
      PREEMPTS,
    ));
});
