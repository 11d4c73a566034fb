import type { StateId } from '../../../lib/cli/status/states';

/** A task that comes to rest in a state. */
export interface Case {
  /** Id of the task, and name of the fixture: the state, and for a second task of it another word. */
  readonly taskId: string;
  readonly state: StateId;
  /** A text that the reason has. @default - the reason is not looked at */
  readonly why?: string;
  /** The settings with which the task is applied. @default - those of Git */
  readonly applied?: object | 'nothing';
  /** The settings in tasks.yaml. @default - none; `removed` for a task that has left */
  readonly settings?: object | 'removed';
}

const LONG = { annotations: { 'sim/duration': '30m' } };
const fails = (code: number) => ({ annotations: { 'sim/exit-code': String(code) } });

/** The names of the storage classes that the cases need, for one run of the test. */
export interface Classes {
  /** A class whose provisioner refuses to make a volume. */
  readonly failing: string;
  /** A class whose provisioner does not run. */
  readonly slow: string;
}

/** The states that need no real kubelet and no Kueue. */
export function casesOf({ failing, slow }: Classes): Case[] {
  return [
    { taskId: 'succeeded', state: 'succeeded' },
    { taskId: 'succeeded-child', state: 'succeeded', settings: { parentTaskId: 'succeeded' } },
    {
      taskId: 'succeeded-other-template',
      state: 'succeeded',
      applied: { image: 'agent:1' },
      settings: { image: 'agent:2' },
    },
    { taskId: 'running', state: 'running', settings: LONG },
    {
      taskId: 'running-other-template',
      state: 'running',
      applied: { ...LONG, image: 'agent:1' },
      settings: { ...LONG, image: 'agent:2' },
    },
    { taskId: 'failed-exit', state: 'failed-exit', why: 'exit code 3', settings: fails(3) },
    {
      taskId: 'failed-deadline',
      state: 'failed-deadline',
      why: '“Job was active longer than specified deadline”',
      settings: { ...LONG, activeDeadlineSeconds: 2 },
    },
    { taskId: 'failed-gone', state: 'failed-gone', why: 'exit code 143', settings: LONG },
    {
      taskId: 'parent',
      state: 'parent',
      why: 'its parent running is running',
      applied: 'nothing',
      settings: { parentTaskId: 'running' },
    },
    {
      taskId: 'parent-failed',
      state: 'parent',
      why: 'its parent failed-exit is failed',
      applied: 'nothing',
      settings: { parentTaskId: 'failed-exit' },
    },
    { taskId: 'not-applied', state: 'not-applied', applied: 'nothing' },
    {
      taskId: 'not-applied-child',
      state: 'not-applied',
      why: 'its parent succeeded has succeeded',
      applied: 'nothing',
      settings: { parentTaskId: 'succeeded' },
    },
    {
      taskId: 'no-pod',
      state: 'no-pod',
      why: 'exceeded quota: gpus',
      settings: { resources: { limits: { 'example.com/gpu': '1' } } },
    },
    {
      taskId: 'claim-missing',
      state: 'claim-missing',
      why: 'claim nowhere does not exist',
      settings: { existingClaim: 'nowhere' },
    },
    {
      taskId: 'claim-no-class',
      state: 'claim-no-class',
      why: 'storage class no-such-class does not exist',
      settings: { pvcStorageClass: 'no-such-class' },
    },
    { taskId: 'claim-failed', state: 'claim-failed', why: 'ount options', settings: { pvcStorageClass: failing } },
    { taskId: 'claim-unbound', state: 'claim-unbound', settings: { pvcStorageClass: slow } },
    {
      taskId: 'claim-source',
      state: 'claim-source',
      why: 'is a clone of claim git-repo-pvc-claim-unbound',
      settings: { parentTaskId: 'claim-unbound', workspace: 'clone' },
    },
    { taskId: 'running-alone', state: 'running', settings: { ...LONG, pvcAccessMode: 'ReadWriteOncePod' } },
    {
      taskId: 'claim-in-use',
      state: 'claim-in-use',
      why: 'pod keruta-job-running-alone-',
      settings: { ...LONG, parentTaskId: 'running-alone' },
    },
    { taskId: 'node', state: 'node', why: 'node(s) didn', settings: { nodeSelector: { 'example.com/rack': 'none' } } },
    {
      taskId: 'node-wait-for-consumer',
      state: 'node',
      why: 'Insufficient cpu',
      settings: { pvcStorageClass: 'wffc', resources: { requests: { cpu: '1000' } } },
    },
    { taskId: 'suspended', state: 'suspended', settings: LONG },
    {
      taskId: 'older-run',
      state: 'older-run',
      why: 'Git says Job keruta-job-older-run-2; Job keruta-job-older-run is succeeded',
      applied: {},
      settings: { jobName: 'keruta-job-older-run-2' },
    },
    { taskId: 'not-in-git', state: 'not-in-git', why: 'its Job is succeeded', applied: {}, settings: 'removed' },
    { taskId: 'not-in-git-runs', state: 'not-in-git', why: 'its Job is running', applied: LONG, settings: 'removed' },
    { taskId: 'done', state: 'done', applied: 'nothing', settings: { done: true } },
    {
      taskId: 'done-job-left',
      state: 'done',
      why: 'Job keruta-job-done-job-left is still in the cluster',
      applied: {},
      settings: { done: true },
    },
    { taskId: 'done-but-runs', state: 'done-but-runs', applied: LONG, settings: { ...LONG, done: true } },
    { taskId: 'done-child', state: 'done', applied: 'nothing', settings: { parentTaskId: 'running', done: true } },
  ];
}

/** The text of tasks.yaml for some cases. */
export function tasksOf(cases: readonly Case[], settingsOf: (one: Case) => object | string | undefined): string {
  const tasks = cases.flatMap((one) => {
    const settings = settingsOf(one) ?? {};
    return typeof settings === 'string' ? [] : [{ taskId: one.taskId, ...settings }];
  });
  return JSON.stringify({ layout: 'families', tasks }, undefined, 2);
}

/** The settings in Git. */
export const inGit = ({ settings }: Case) => settings;
/** The settings with which the task was applied. */
export const asApplied = ({ applied, settings }: Case) => applied ?? settings;
