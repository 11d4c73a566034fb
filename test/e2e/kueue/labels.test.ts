import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plansOfObject } from '../plan/unaided';
import { type ApiObject, apply, applyAll } from '../support/cluster';
import { ended, finish } from '../support/jobs';
import { Refused } from '../support/request';
import { synth } from '../support/tasks';
import { type PriorityClasses, withClasses } from './priority-classes';
import { nameOf, QUEUE, running, setStopPolicy, waits, withQueue } from './queue';

/** The labels that Kueue's webhook decides about, as settings of a task. */
interface Labels {
  readonly queue?: string;
  readonly workloadPriorityClass?: keyof PriorityClasses;
}

type Verdict = 'taken' | 'refused';

interface Change {
  readonly what: string;
  readonly before: Labels;
  readonly after: Labels;
  /** Of a Job that waits in its queue; nothing for a Job without a queue. */
  readonly waiting?: Verdict;
  readonly running: Verdict;
  readonly ended: Verdict;
}

const IN_QUEUE = { queue: QUEUE };

/** The table of docs/kueue.md. */
const CHANGES: readonly Change[] = [
  {
    what: 'another queue',
    before: IN_QUEUE,
    after: { queue: 'other' },
    waiting: 'taken',
    running: 'refused',
    ended: 'refused',
  },
  {
    what: 'no queue any more',
    before: IN_QUEUE,
    after: {},
    waiting: 'taken',
    running: 'refused',
    ended: 'refused',
  },
  { what: 'a queue where there was none', before: {}, after: IN_QUEUE, running: 'refused', ended: 'refused' },
  {
    what: 'a priority class where there was none',
    before: IN_QUEUE,
    after: { ...IN_QUEUE, workloadPriorityClass: 'low' },
    waiting: 'taken',
    running: 'refused',
    ended: 'refused',
  },
  {
    what: 'another priority class',
    before: { ...IN_QUEUE, workloadPriorityClass: 'low' },
    after: { ...IN_QUEUE, workloadPriorityClass: 'high' },
    waiting: 'taken',
    running: 'taken',
    ended: 'taken',
  },
  {
    what: 'no priority class any more',
    before: { ...IN_QUEUE, workloadPriorityClass: 'low' },
    after: IN_QUEUE,
    waiting: 'refused',
    running: 'refused',
    ended: 'refused',
  },
];

const STATES = ['running', 'ended', 'waiting'] as const;

/** The objects of a task in whose Job only these labels are set. */
function objectsWith(labels: Labels, taskId: string, classes: PriorityClasses, namespace: string): ApiObject[] {
  const { queue, workloadPriorityClass: priority } = labels;
  const settings = { queue, ...(priority && { workloadPriorityClass: classes[priority] }) };
  const task = { taskId, annotations: { 'sim/duration': '1h' }, ...settings };
  return synth(JSON.stringify({ tasks: [task] }), namespace);
}

const jobAmong = (objects: readonly ApiObject[]) => objects.find(({ kind }) => kind === 'Job') as ApiObject;

/** The answer of the API server, with Kueue as its webhook, to a change. Nothing is changed. */
async function verdictOn(after: ApiObject): Promise<{ verdict: Verdict; said: string }> {
  try {
    await apply(after, { dryRun: true });
    return { verdict: 'taken', said: '' };
  } catch (error) {
    if (error instanceof Refused) {
      return { verdict: 'refused', said: error.message };
    }
    throw error;
  }
}

test('Kueue decides about the labels of a Job as documented, and plan refuses what it refuses of one that runs', (t) =>
  withQueue({ queue: { quota: { pods: 20 } } }, (namespace) =>
    withClasses(namespace, async (classes) => {
      const cases = CHANGES.flatMap((change, index) =>
        STATES.filter((state) => change[state] !== undefined).map((state) => {
          const taskId = `${state}-${index}`;
          const [before, after] = [change.before, change.after].map((labels) =>
            objectsWith(labels, taskId, classes, namespace),
          ) as [ApiObject[], ApiObject[]];
          return { change, state, taskId, before, after: jobAmong(after) };
        }),
      );
      const [waiting, started] = [true, false].map((isWaiting) =>
        cases.filter(({ state }) => (state === 'waiting') === isWaiting),
      ) as [typeof cases, typeof cases];
      await applyAll(started.flatMap(({ before }) => before));
      for (const { state, taskId } of started) {
        const pod = await running(taskId, namespace);
        if (state === 'ended') {
          await finish(pod);
          await ended(nameOf(taskId), namespace);
        }
      }
      await setStopPolicy(namespace, 'Hold');
      await applyAll(waiting.flatMap(({ before }) => before));
      for (const { taskId } of waiting) {
        await waits(taskId, namespace, /is inactive/);
      }

      for (const { change, state, before, after } of cases) {
        await t.test(`${change.what}, of a Job that is ${state}`, async () => {
          const { verdict, said } = await verdictOn(after);
          assert.equal(verdict, change[state], said);
          if (state === 'running') {
            const plans = plansOfObject(jobAmong(before), after);
            assert.equal(plans.some(({ refusals }) => refusals.length > 0) ? 'refused' : 'taken', verdict);
          }
        });
      }
    }),
  ));
