import { withOutput } from './output';
import type { VerbEntry } from './verb';

/** The verbs of `cdk8s-keruta` by their names, in the order of the overall help. */
export const VERBS: Readonly<Record<string, VerbEntry>> = {
  plan: {
    summary: 'show what a push of this working tree does to the cluster',
    load: () => withOutput((require('./plan/verb') as typeof import('./plan/verb')).plan),
  },
  status: {
    summary: 'show the state of each task in the cluster, and the next step',
    load: () => withOutput((require('./status/verb') as typeof import('./status/verb')).status),
  },
  graph: {
    summary: 'draw the task families, with the claim that each task mounts',
    load: () => withOutput((require('./graph/verb') as typeof import('./graph/verb')).graph),
  },
  explain: {
    summary: 'show the origin of each value of a task, and the fields that it sets',
    load: () => withOutput((require('./explain/verb') as typeof import('./explain/verb')).explain),
  },
  check: {
    summary: 'check the tasks, and that dist/ is what a synth would write',
    load: () => withOutput((require('./check/verb') as typeof import('./check/verb')).check),
  },
  claims: {
    summary: 'list the claims of the cluster: used, done, orphaned or unknown',
    load: () => withOutput((require('./claims/verb') as typeof import('./claims/verb')).claims),
  },
  done: {
    summary: 'set done: true for tasks that have ended, by name or as the cluster says',
    load: () => (require('./done/verb') as typeof import('./done/verb')).done,
  },
  rerun: {
    summary: 'raise run of tasks, so that their agents run again on the same claims',
    load: () => (require('./rerun/verb') as typeof import('./rerun/verb')).rerun,
  },
  add: {
    summary: 'add a task to tasks.yaml or tasks/',
    load: () => (require('./add/verb') as typeof import('./add/verb')).add,
  },
  remove: {
    summary: 'remove tasks from tasks.yaml or tasks/',
    load: () => (require('./remove/verb') as typeof import('./remove/verb')).remove,
  },
  init: {
    summary: 'write a new GitOps repository into the current folder',
    load: () => (require('./init/verb') as typeof import('./init/verb')).init,
  },
  completion: {
    summary: 'print a script that completes commands in bash, zsh or fish',
    load: () => (require('./completion/verb') as typeof import('./completion/verb')).completion(VERBS),
  },
};
