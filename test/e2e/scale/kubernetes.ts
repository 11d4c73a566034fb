import { type ApiObject, applyAll, read } from '../support/cluster';
import { endOf, jobs, pods } from '../support/jobs';
import { inNamespace } from '../support/namespace';
import { withoutAffinity } from '../support/split';
import { synth } from '../support/tasks';
import { until } from '../support/until';

const FAMILIES = 250;
const MEMBERS = 4;
const ROUNDS = 2;

/** Prints the time that 1,000 tasks take, with and without the affinity, in turns. */
export async function measureKubernetes(): Promise<void> {
  for (let round = 1; round <= ROUNDS; round += 1) {
    await measure(`with the affinity, round ${round}`, synth);
    await measure(`without, round ${round}`, (tasks, namespace) => synth(tasks, namespace, withoutAffinity));
  }
}

async function measure(what: string, make: (tasks: string, namespace: string) => ApiObject[]): Promise<void> {
  let made = '';
  await inNamespace(async (namespace) => {
    made = namespace;
    const objects = make(tasks(), namespace);
    const start = performance.now();
    const seconds = () => `${((performance.now() - start) / 1000).toFixed(0)} s`;
    await applyAll(objects);
    const applied = seconds();
    await until('every Job is complete', () => all(namespace), { seconds: 1200 });
    const nodes = new Set((await pods(namespace)).map(({ spec }) => spec.nodeName)).size;
    console.log(`${FAMILIES * MEMBERS} tasks ${what}: applied in ${applied}, complete in ${seconds()}, ${nodes} nodes`);
  });
  // The deletion of these objects would slow down the next measurement.
  await until('all is deleted', () => isGone(made), { seconds: 1200 });
}

async function isGone(name: string): Promise<boolean> {
  return (await read({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })) === undefined;
}

/** Families of a root and its children that all start at once. */
function tasks(): string {
  const entries = Array.from({ length: FAMILIES * MEMBERS }, (_, index) => {
    const root = index - (index % MEMBERS);
    return { taskId: `t${index}`, parentTaskId: index === root ? undefined : `t${root}` };
  });
  return JSON.stringify({ tasks: entries });
}

async function all(namespace: string): Promise<boolean> {
  const found = await jobs(namespace);
  return found.length === FAMILIES * MEMBERS && found.every((job) => endOf(job)?.type === 'Complete');
}
