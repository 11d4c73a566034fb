import { yaml } from '../support';
import type { BadInput } from '.';

/** Mistakes that follow only from several tasks together. */
export const BETWEEN_TASKS: readonly BadInput[] = [
  [
    'a second task with one id',
    yaml`
      tasks:
        - taskId: a
        - taskId: b
        - taskId: ▶a
    `,
    'duplicate-task',
    'taskId a is taken by another task',
    ':2:13\n    2 |   - taskId: a\n',
    'to run a task again, raise its run',
  ],
  [
    'a second Job with one name',
    yaml`
      tasks:
        - { taskId: a, jobName: x }
        - { taskId: b, jobName: ▶x }
        - { taskId: other-namespace, jobName: x, namespace: other }
        - { taskId: ended, jobName: x, done: true }
    `,
    'duplicate-job',
    'Job x is the Job of another task in the same namespace',
    ':2:27\n',
  ],
  [
    'a Job with the name of another task’s',
    'tasks: [{ taskId: b }, { taskId: a, jobName: ▶keruta-job-b }]',
    'duplicate-job',
  ],
  [
    'a Job whose run gives it the name of another task’s Job',
    'tasks: [{ taskId: a-2 }, { taskId: a, run: ▶2 }]',
    'duplicate-job',
    'Job keruta-job-a-2 is the Job of another task in the same namespace',
    'tasks.yaml:1:19\n',
  ],
  [
    'a run that makes the name of a Job too long',
    `tasks: [{ taskId: ${'x'.repeat(50)}, run: ▶10 }, { taskId: ${'y'.repeat(50)}, run: 9 }, { taskId: ${'z'.repeat(52)}, run: 1 }, { taskId: ${'w'.repeat(52)}, run: 2, jobName: w }]`,
    'long-job-name',
    'has 64 characters',
    'tasks.yaml:1:19\n',
    'allowed: at most 63',
  ],
  [
    'a task whose Job’s name is taken',
    'tasks: [{ taskId: a, jobName: keruta-job-b }, { taskId: ▶b }]',
    'duplicate-job',
  ],
  [
    'an existing claim that a task makes',
    'tasks: [{ taskId: a }, { taskId: b, existingClaim: ▶git-repo-pvc-a }]',
    'claim-of-task',
    'existingClaim git-repo-pvc-a is made by task a',
    'fix: set parentTaskId: a instead',
  ],
  [
    'an existing claim that the task itself would make',
    'tasks: [{ taskId: a, existingClaim: b }, { taskId: b, done: true }, { taskId: c, parentTaskId: b, workspace: clone }, { taskId: d, existingClaim: ▶git-repo-pvc-c }]',
    'claim-of-task',
  ],
  [
    'an unknown parent',
    'tasks: [{ taskId: task123 }, { taskId: b, parentTaskId: ▶task132 }]',
    'unknown-parent',
    'did you mean task123?',
    'for a parent that is not in these files, set existingClaim: git-repo-pvc-task132',
  ],
  [
    'an unknown parent that is like many',
    'tasks: [{ taskId: task1 }, { taskId: task2 }, { taskId: other }, { taskId: task3 }, { taskId: task4 }, { taskId: b, parentTaskId: ▶task }]',
    'unknown-parent',
    'did you mean task1 or task2 or task3?',
  ],
  ['an unknown parent that is like no other', 'tasks: [{ taskId: b, parentTaskId: ▶tostring }]', 'unknown-parent'],
  [
    'a clone of an unknown parent, as one mistake',
    'tasks: [{ taskId: b, parentTaskId: ▶a, workspace: clone }]',
    'unknown-parent',
  ],
  ['a task as its own parent', 'tasks: [{ taskId: a, parentTaskId: ▶a }]', 'own-parent', 'of a is the task itself'],
  [
    'a circle of parents',
    yaml`
      tasks:
        - { taskId: a, parentTaskId: ▶b }
        - { taskId: b, parentTaskId: c }
        - { taskId: c, parentTaskId: a }
        - { taskId: below, parentTaskId: c }
    `,
    'parent-cycle',
    'the parents of these tasks form a cycle: a -> b -> c -> a',
  ],
  [
    'a circle of parents, met from below',
    'tasks: [{ taskId: c, parentTaskId: a }, { taskId: a, parentTaskId: ▶b }, { taskId: b, parentTaskId: a }]',
    'parent-cycle',
    'a -> b -> a',
  ],
  [
    'a child’s own settings for its parent’s claim',
    yaml`
      tasks:
        - taskId: a
        - taskId: b
          parentTaskId: a
          ▶pvcStorageSize: 1Gi
          ▶pvcAccessMode: ReadWriteOnce
          ▶pvcStorageClass: fast
    `,
    ['claim-of-parent', 'claim-of-parent', 'claim-of-parent'],
    "the task mounts its parent's claim",
    'set it at the task that makes the claim',
  ],
  [
    'a parent and an existing claim',
    'tasks: [{ taskId: a }, { taskId: b, parentTaskId: a, ▶existingClaim: c }]',
    'parent-and-existing-claim',
    'allowed: a parent or existingClaim',
  ],
  [
    'size and class of an existing claim',
    'tasks: [{ taskId: a, existingClaim: c, ▶pvcStorageSize: 1Gi, ▶pvcStorageClass: fast, pvcAccessMode: ReadWriteMany }]',
    ['claim-exists', 'claim-exists'],
    'claim c exists already',
  ],
  [
    'a child in another namespace',
    'tasks: [{ taskId: a, namespace: x }, { taskId: b, parentTaskId: a, namespace: ▶y }, { taskId: c, parentTaskId: ▶a }]',
    ['parent-namespace', 'parent-namespace'],
    "namespace y is not that of the parent: the parent's is x",
    "namespace is missing: the parent's is x",
    'fix: set namespace: x',
  ],
  [
    'a child in a namespace, its parent in none',
    'tasks: [{ taskId: a }, { taskId: b, parentTaskId: a, namespace: ▶y }]',
    'parent-namespace',
    'remove namespace, or set namespace: y at the parent too',
  ],
  [
    'a repository’s namespace that is not the parent’s, once',
    yaml`
      repositories: { web: { namespace: ▶y } }
      tasks:
        - { taskId: a, namespace: x }
        - { taskId: b, parentTaskId: a, repository: web }
        - { taskId: c, parentTaskId: a, repository: web }
    `,
    'parent-namespace',
  ],
  [
    'a repository that is not defined',
    'repositories: { website: {} }\ntasks: [{ taskId: a, repository: ▶webiste }]',
    'unknown-repository',
    'did you mean website?',
    'allowed: website',
  ],
  [
    'a repository that is not defined among many, of which ten are named',
    `repositories: { ${Array.from('abcdefghijkl', (letter) => `${letter}: {}`).join(', ')} }\ntasks: [{ taskId: a, repository: ▶website }]`,
    'unknown-repository',
    'allowed: a, b, c, d, e, f, g, h, i, j\n',
  ],
  [
    'a wrong value of the defaults, which no rule between tasks looks at',
    'defaults: { activeDeadlineSeconds: ▶0, timeout: 60 }\ntasks: [{ taskId: a }]',
    'wrong-number',
    'defaults.activeDeadlineSeconds is less than 1',
  ],
  [
    'repositories that JavaScript has, and nobody else',
    'tasks: [{ taskId: a, repository: ▶constructor }, { taskId: b, repository: ▶toString }, { taskId: c, repository: ▶__proto__ }]',
    ['unknown-repository', 'unknown-repository', 'unknown-repository'],
    'which defines none',
  ],
  [
    'settings whose fields the release of the cluster drops',
    yaml`
      kubernetes: "1.28"
      defaults: { onDisruption: ▶retry }
      tasks:
        - { taskId: a, backoffLimit: ▶1 }
        - { taskId: b, backoffLimit: 0 }
        - { taskId: c, backoffLimit: 2, done: true }
    `,
    ['newer-kubernetes', 'newer-kubernetes'],
    'backoffLimit 1 needs podReplacementPolicy, which works since Kubernetes 1.29',
    'onDisruption retry needs podReplacementPolicy',
  ],
  [
    'a clone in a class that cannot clone',
    yaml`
      storageClasses: { fast: { clone: false }, other: { accessModes: [ReadWriteOnce], clone: true } }
      defaults: { workspace: clone }
      tasks:
        - { taskId: a, pvcStorageClass: fast, done: true }
        - { taskId: b, pvcStorageClass: other, done: true }
        - { taskId: c, parentTaskId: b }
        - { taskId: d, parentTaskId: a, workspace: inherit }
        - { taskId: e, parentTaskId: a, workspace: ▶clone }
    `,
    'class-clone',
    'storage class fast cannot clone',
    'fix: remove workspace',
  ],
  [
    'a mode that the storage class cannot do',
    'storageClasses: { fast: { accessModes: [ReadWriteOnce] } }\ntasks: [{ taskId: a, pvcStorageClass: fast, pvcAccessMode: ▶ReadWriteMany }]',
    'class-mode',
    'storage class fast does not support access mode ReadWriteMany',
    'allowed: ReadWriteOnce',
    'fix: use another class, or set pvcAccessMode: ReadWriteOnce',
  ],
  [
    'a class that cannot do the default mode',
    'storageClasses: { archive: { accessModes: [ReadOnlyMany] } }\ntasks: [{ taskId: a, pvcStorageClass: ▶archive }]',
    'class-mode',
    'fix: use another class\n',
  ],
  [
    'a mode among the defaults, once',
    'storageClasses: { fast: { accessModes: [ReadWriteOnce] } }\ndefaults: { pvcStorageClass: fast, pvcAccessMode: ▶ReadWriteMany }\ntasks: [{ taskId: a }, { taskId: b }]',
    'class-mode',
  ],
  [
    'a clone in a mode that its source’s class cannot do',
    yaml`
      storageClasses: { shared: { accessModes: [ReadWriteMany] }, fast: { accessModes: [ReadWriteOnce] } }
      tasks:
        - { taskId: a, pvcStorageClass: fast, done: true }
        - { taskId: b, parentTaskId: a, workspace: clone, pvcAccessMode: ▶ReadWriteMany }
        - { taskId: c, pvcStorageClass: shared, pvcAccessMode: ReadWriteMany, done: true }
        - { taskId: d, parentTaskId: c, workspace: ▶clone }
    `,
    ['class-mode', 'class-mode'],
  ],
  [
    'an access mode that the class of the family does not support, at the task that makes the claim',
    yaml`
      storageClasses: { fast: { accessModes: [ReadWriteOnce] } }
      tasks:
        - { taskId: a, pvcStorageClass: fast, pvcAccessMode: ▶ReadWriteMany }
        - { taskId: b, parentTaskId: a }
    `,
    'class-mode',
  ],
  [
    'a cycle of many parents, of which fifty are named',
    `tasks:\n${Array.from({ length: 60 }, (_, index) => `  - { taskId: t${index}, parentTaskId: ${index === 0 ? '▶' : ''}t${(index + 1) % 60} }\n`).join('')}`,
    'parent-cycle',
    't0 -> t1 -> ',
    't49 -> 10 more -> t0',
  ],
  [
    'a clone of nothing',
    'tasks: [{ taskId: a, workspace: ▶clone }]',
    'clone-without-parent',
    'name the parent, or remove workspace',
  ],
  [
    'a clone of a running parent',
    'tasks: [{ taskId: a }, { taskId: b, parentTaskId: a, workspace: ▶clone }]',
    'clone-of-running',
    'claim git-repo-pvc-a would be cloned before a has run',
    'set done: true at a once it has ended',
  ],
  [
    'a clone of a running parent, by default',
    'defaults: { workspace: clone }\ntasks: [{ taskId: a }, { taskId: b, parentTaskId: ▶a }]',
    'clone-of-running',
  ],
  [
    'a clone of a running parent, in shards',
    'layout: { shards: 2 }\ntasks: [{ taskId: a }, { taskId: b, parentTaskId: a, workspace: ▶clone }]',
    'clone-of-running',
  ],
  [
    'a clone smaller than its source',
    'tasks: [{ taskId: a, done: true, pvcStorageSize: 2Gi }, { taskId: b, parentTaskId: a, workspace: clone, pvcStorageSize: ▶2000Mi }]',
    'clone-size',
    'pvcStorageSize 2000Mi is less than the 2Gi of claim git-repo-pvc-a, its source',
  ],
  [
    'a clone of a claim whose size nobody knows',
    'tasks: [{ taskId: a, done: true, existingClaim: c }, { taskId: b, parentTaskId: a, workspace: ▶clone }]',
    'clone-size',
    'fix: set pvcStorageSize',
  ],
  [
    'a clone in another class',
    'tasks: [{ taskId: a, done: true, pvcStorageClass: fast }, { taskId: b, parentTaskId: a, workspace: clone, pvcStorageClass: ▶slow }]',
    'clone-class',
    'allowed: fast',
  ],
  [
    'a clone in a class, its source in the cluster’s default',
    'tasks: [{ taskId: a, done: true }, { taskId: b, parentTaskId: a, workspace: clone, pvcStorageClass: ▶slow }]',
    'clone-class',
    "allowed: none: the cluster's default class",
  ],
  [
    'a timeout at the deadline’s grace period',
    'tasks: [{ taskId: a, timeout: ▶70, activeDeadlineSeconds: 100 }]',
    'timeout-beyond-deadline',
    'timeout 70 leaves the agent no time to end before activeDeadlineSeconds 100 ends its Job',
    'fix: set activeDeadlineSeconds to at least 101, or lower timeout',
  ],
  [
    'a deadline before the defaults’ timeout',
    'defaults: { timeout: 100 }\ntasks: [{ taskId: a, activeDeadlineSeconds: ▶130 }]',
    'timeout-beyond-deadline',
    ':1:22\n',
  ],
  [
    'a timeout and a deadline among the defaults, once',
    'defaults: { timeout: ▶100, activeDeadlineSeconds: 100 }\ntasks: [{ taskId: a }, { taskId: b }]',
    'timeout-beyond-deadline',
  ],
];
