import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ApiObject } from '../support/cluster';
import { ended, endOf, type Job } from '../support/jobs';
import { synth } from '../support/tasks';
import { applyOnNode, type Room } from './room';

/** The variables that Git takes the author of a commit from. */
const AUTHOR = {
  GIT_AUTHOR_NAME: 'agent',
  GIT_AUTHOR_EMAIL: 'agent@example.com',
  GIT_COMMITTER_NAME: 'agent',
  GIT_COMMITTER_EMAIL: 'agent@example.com',
};

/** A task of a tasks.yaml. Its agent is a shell script, which runs in the folder of the workspace. */
export type AgentTask = Readonly<Record<string, unknown>> & { readonly taskId: string; readonly agent?: string };

/** The objects of tasks whose agents are shell scripts. */
export function objectsOf(tasks: readonly AgentTask[], namespace: string, more: object = {}): ApiObject[] {
  const entries = tasks.map(({ agent, env, ...task }) => ({
    ...task,
    env: { ...AUTHOR, ...(agent === undefined ? {} : { AGENT: agent }), ...(env as object | undefined) },
  }));
  return synth(JSON.stringify({ ...more, tasks: entries }), namespace);
}

/** Runs agents on the node at the same time. */
export async function start(tasks: readonly AgentTask[], namespace: string, more: object = {}): Promise<void> {
  await applyOnNode(objectsOf(tasks, namespace, more));
}

/** Runs agents on the node at the same time, and waits until each of them has succeeded. */
export async function succeed(tasks: readonly AgentTask[], namespace: string, more: object = {}): Promise<void> {
  await start(tasks, namespace, more);
  const running = tasks.filter(({ done }) => done !== true);
  await Promise.all(
    running.map(({ taskId, jobName = `keruta-job-${taskId}` }) => succeeded(String(jobName), namespace)),
  );
}

/** Waits until a Job is complete. */
export async function succeeded(name: string, namespace: string): Promise<void> {
  const job = await ended(name, namespace);
  if (endOf(job)?.type !== 'Complete') {
    throw new Error(`Job ${name} has failed; its log:\n${await logOf(name, namespace)}`);
  }
}

/** Waits until a Job has failed, and gives its message. */
export async function failed(
  name: string,
  namespace: string,
): Promise<{ readonly reason?: string; readonly message?: string }> {
  const job: Job & { status?: { conditions?: readonly { type: string; message?: string }[] } } = await ended(
    name,
    namespace,
  );
  const end = endOf(job);
  if (end?.type !== 'Failed') {
    throw new Error(`Job ${name} is complete; its log:\n${await logOf(name, namespace)}`);
  }
  return end;
}

/** The log of the agent of a Job. */
export function logOf(job: string, namespace: string): Promise<string> {
  return kubectl('--namespace', namespace, 'logs', `job/${job}`, '--container', 'main');
}

export async function kubectl(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('kubectl', args);
  return stdout;
}

/** The subjects of the commits of a branch on the Git server, newest first. */
export async function commitsOf(branch: string, { namespace }: Room): Promise<string[]> {
  const git = ['git', '-C', '/srv/git/app.git', 'log', '--format=%s', branch];
  return (await kubectl('--namespace', namespace, 'exec', 'git-server', '--', ...git)).trim().split('\n');
}

/** A script that clones, works, commits and pushes a branch with the name of the task. */
export const cloneAndPush = ({ repository }: Room) => `set -e
git clone -q ${repository} repo
cd repo
git switch -qc "$KERUTA_TASK_ID"
echo work >"$KERUTA_TASK_ID"
git add .
git commit -qm "by $KERUTA_TASK_ID"
git push -q origin HEAD`;
