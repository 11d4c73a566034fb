import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { loadAll } from 'js-yaml';
import { type ApiObject, apply, applyAll, remove } from './support/cluster';
import { allComplete } from './support/jobs';
import { inNamespace } from './support/namespace';
import { inProject } from './support/project';
import { synth } from './support/tasks';

const TASKS = 'tasks: [{ taskId: ended }]\n';

interface ClusterRole extends ApiObject {
  readonly rules: readonly { readonly resources: readonly string[] }[];
}

/** The objects in docs/edit.md that make the user of the workflow, with names of their own. */
function documented(namespace: string): ApiObject[] {
  const page = readFileSync(join(__dirname, '../../docs/edit.md'), 'utf8');
  const [, text = ''] = /^```yaml\n(apiVersion: v1\nkind: ServiceAccount\n.*?)^```/ms.exec(page) ?? [];
  const own = text.replaceAll('namespace: keruta', `namespace: ${namespace}`).replaceAll('keruta-reader', namespace);
  return loadAll(own) as ApiObject[];
}

/** Runs a test as the user that these objects make. They are removed afterwards. */
async function asUser(
  namespace: string,
  objects: readonly ApiObject[],
  run: (kubeconfig: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'keruta-e2e-'));
  const kubeconfig = join(folder, 'kubeconfig');
  try {
    await applyAll(objects);
    const token = kubectl('-n', namespace, 'create', 'token', namespace).trim();
    const config = JSON.parse(kubectl('config', 'view', '--raw', '--minify', '-o', 'json'));
    writeFileSync(kubeconfig, JSON.stringify({ ...config, users: [{ ...config.users[0], user: { token } }] }));
    await run(kubeconfig);
  } finally {
    rmSync(folder, { recursive: true });
    await Promise.all(objects.filter(({ kind }) => kind !== 'ServiceAccount').map((object) => remove(object)));
  }
}

function kubectl(...args: readonly string[]): string {
  return execFileSync('kubectl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The rights of a user in a namespace: resources, with the verbs in brackets. */
function rightsIn(namespace: string, ...user: readonly string[]): string[] {
  const listed = kubectl(...user, 'auth', 'can-i', '--list', '-n', namespace, '--no-headers');
  return listed.split('\n').map((line) => line.trim().replace(/\s+/g, ' '));
}

const proposeDone = ['done', '--succeeded', '--live', '--kubeconfig'];

describe('the user of the workflow that init --propose-done writes', () => {
  test('may read what done --succeeded --live reads, and nothing else', () =>
    inNamespace((namespace) =>
      asUser(namespace, documented(namespace), (kubeconfig) =>
        inProject(async (project) => {
          await applyAll(synth(TASKS, namespace));
          await allComplete(namespace, 1);
          project.commit(TASKS);
          const { code, stderr } = await project.run(...proposeDone, kubeconfig);
          assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
          assert.match(project.tasks(), /taskId: ended, done: true/);
          // Every ServiceAccount may read what the server says of itself.
          const everybody = rightsIn(namespace, '--as', `system:serviceaccount:${namespace}:default`);
          const own = rightsIn(namespace, '--kubeconfig', kubeconfig).filter((right) => !everybody.includes(right));
          assert.equal(own.length, 8);
          for (const right of own) {
            assert.match(right, /\[list\]$/);
          }
          for (const args of [
            ['get', 'secrets', '-n', namespace],
            ['delete', 'job', 'keruta-job-ended', '-n', namespace],
            ['annotate', 'pvc', 'git-repo-pvc-ended', 'a=b', '-n', namespace],
          ]) {
            assert.throws(() => kubectl('--kubeconfig', kubeconfig, ...args), /Forbidden/);
          }
        }),
      ),
    ));

  test('needs the right to list Jobs: without the right, nothing is proposed', () =>
    inNamespace(async (namespace) => {
      const withoutJobs = documented(namespace).map((object) =>
        object.kind === 'ClusterRole'
          ? { ...object, rules: (object as ClusterRole).rules.filter(({ resources }) => !resources.includes('jobs')) }
          : object,
      );
      await asUser(namespace, withoutJobs, (kubeconfig) =>
        inProject(async (project) => {
          project.commit(TASKS);
          const { code, stderr } = await project.run(...proposeDone, kubeconfig);
          assert.equal(code, 3);
          assert.match(stderr, /jobs\.batch is forbidden/);
          assert.equal(project.tasks(), TASKS);
        }),
      );
    }));

  test('is accepted by the server as documented', async () => {
    for (const object of documented('default')) {
      await apply(object, { dryRun: true });
    }
  });
});
