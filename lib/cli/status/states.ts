import type { Tone } from '../graph/state';

/** A state of a task. */
export interface State {
  /** The words for a table and a picture. Several states have the same words: the reason makes the difference. */
  readonly words: string;
  /** Whether the state lasts until a person does something. */
  readonly needsPerson: boolean;
  readonly tone: Tone;
  readonly meaning: string;
}

/** The states of tasks. Those that need a person come first, in the order of a table. */
export const STATES = {
  'failed-exit': failed('the agent, or an init container, ended with an exit code other than 0'),
  'failed-oom': failed('a container took more memory than its limit'),
  'failed-deadline': failed('the task took longer than its deadline'),
  'failed-evicted': failed('the cluster evicted the pod from its node'),
  'failed-gone': failed('the pod is gone, deleted or evicted, and its logs with it'),
  'no-pod': waiting('admission', true, 'the cluster lets no pod in: a quota, or Pod Security'),
  'claim-missing': waiting('claim', true, 'the claim does not exist'),
  'claim-no-class': waiting(
    'claim',
    true,
    'the storage class of the claim does not exist, or there is no default class',
  ),
  'claim-failed': waiting('claim', true, 'the volume of the claim could not be made'),
  'claim-source': waiting('claim', false, 'the claim is a clone of a claim that has no volume yet'),
  'claim-unbound': waiting('claim', false, 'the volume of the claim is being made'),
  'claim-in-use': waiting('claim', false, 'another pod uses the claim, whose access mode is ReadWriteOncePod'),
  'claim-mount': waiting('claim', true, 'the node cannot mount a volume'),
  node: waiting('node', true, 'the scheduler finds no node'),
  image: waiting('image', true, 'an image cannot be pulled'),
  secret: waiting('Secret or ConfigMap', true, 'a Secret or ConfigMap, or a key of it, does not exist'),
  container: waiting('container', true, 'the container runtime cannot start a container'),
  'queue-stuck': waiting(
    'queue',
    true,
    'the queue does not exist or is stopped, or Kueue has put the task out of it for ever',
  ),
  suspended: waiting('resumption', true, 'the Job is suspended, and is in no queue'),
  'older-run': attention('older run', 'the cluster has a Job of an older run than the manifests'),
  'not-applied': attention('not applied', 'the cluster has no Job of the task'),
  'not-in-git': attention('not in Git', 'the task has left the manifests, and its Job is still in the cluster'),
  'done-but-runs': attention('done, but runs', 'the task is `done`, and its agent still runs: a sync ends the agent'),
  queue: waiting('queue', false, 'the task waits in its queue for a place in the quota'),
  parent: waiting('parent', false, 'in the layout `families` a child is applied when its parent has succeeded'),
  init: waiting('init container', false, 'an init container runs'),
  starting: {
    words: 'starting',
    needsPerson: false,
    tone: 'kept',
    meaning: 'the pod, or a container, is about to start',
  },
  running: { words: 'running', needsPerson: false, tone: 'open', meaning: 'the agent runs' },
  succeeded: {
    words: 'succeeded',
    needsPerson: false,
    tone: 'created',
    meaning: 'the agent has ended with 0, and the task is not `done` yet',
  },
  done: { words: 'done', needsPerson: false, tone: 'done', meaning: 'the task is `done`' },
} as const satisfies Record<string, State>;

export type StateId = keyof typeof STATES;

function failed(meaning: string): State {
  return { words: 'failed', needsPerson: true, tone: 'refused', meaning };
}

function waiting(what: string, needsPerson: boolean, meaning: string): State {
  return { words: `waiting for ${what}`, needsPerson, tone: needsPerson ? 'changed' : 'kept', meaning };
}

function attention(words: string, meaning: string): State {
  return { words, needsPerson: true, tone: 'removed', meaning };
}
