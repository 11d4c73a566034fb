import { test } from 'node:test';
import { inGit, tasksOf } from '../status/cases';
import { asExpected } from '../status/expected';
import { record } from '../status/record';
import { applyAll } from '../support/cluster';
import { inNamespace } from '../support/namespace';
import { inProject } from '../support/project';
import { synth } from '../support/tasks';
import { makeSecret } from './room';
import { NODE_CASES } from './status-cases';

export function status(): void {
  test('status shows what the containers of each task do, and why they wait or have failed', () =>
    inNamespace((namespace) =>
      inProject(async (project) => {
        const tasks = tasksOf(NODE_CASES, inGit);
        project.commit(tasks);
        await makeSecret('keruta-api-token', { token: 'none' }, namespace);
        await applyAll(synth(tasks, namespace));
        await asExpected(NODE_CASES, project, namespace);
        if (process.env.RECORD) {
          record(namespace, NODE_CASES, 'real');
        }
      }),
    ));
}
