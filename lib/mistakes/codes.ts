/**
 * Every kind of mistake, by its stable code, with what it means. Codes are never renamed or reused:
 * people search for them and filter by them.
 */
export const MISTAKES = {
  'no-file': 'the file or folder with the tasks is not there, or a folder holds no YAML file',
  'two-sources': 'both `tasks.yaml` and `tasks/` are there',
  'unreadable-file': 'the file cannot be read',
  'not-utf8': 'the file is not UTF-8 text',
  'empty-file': 'the file holds nothing',
  'yaml-syntax': 'the text is not YAML',
  'yaml-depth': 'lists and maps that stand in each other too deeply',
  'yaml-duplicate-key': 'a key stands twice in one map',
  'yaml-several-documents': 'the file holds more than one YAML document',
  'yaml-alias': 'an alias leads nowhere, round in a circle, or to more text than anybody wrote',
  'yaml-tag': 'a YAML tag (`!name`)',
  'yaml-version': 'a `%YAML` directive for another version than 1.2',
  'yaml-key': 'a key that is not plain text',
  'unknown-key': 'a key that nothing reads',
  'reserved-key': 'a key that JavaScript keeps for itself (`__proto__`, `constructor`)',
  'missing-key': 'a key that has to be there is not',
  'wrong-type': 'a value of another type than the key takes',
  'wrong-choice': 'a value that is not among the allowed ones',
  'wrong-number': 'a number that is out of range or not whole',
  'empty-list': 'a list without an item, where at least one is needed',
  'wrong-text': 'text that is empty, too long or holds characters it may not',
  'wrong-name': 'a name that Kubernetes refuses, or warns of',
  'wrong-task-id': 'a task id that cannot be part of the names made of it',
  'wrong-quantity': 'a quantity that Kubernetes refuses, or warns of',
  'wrong-path': 'a path that is not absolute, or that a volume cannot be mounted at',
  'wrong-url': 'an address that leads to no Git repository or API server',
  'url-password': 'a password or a token in the address of a Git repository: a secret does not belong into Git',
  'two-destinations': 'a cluster that is named both by its address and by its name',
  'wrong-resource': 'a resource that Kubernetes does not know, or a use of it that it refuses',
  'request-above-limit': 'a resource request above its limit',
  'wrong-toleration': 'parts of a toleration that exclude each other',
  'wrong-env-name': 'a name that an environment variable cannot have',
  'reserved-env': 'an environment variable that the contract sets',
  'literal-token': 'the API token among the environment variables: a secret does not belong into Git',
  'wrong-label': 'a label that Kubernetes refuses',
  'reserved-label': 'a label that keruta or Kubernetes sets, or that a machine acts on',
  'wrong-annotation': 'annotations that Kubernetes refuses',
  'reserved-annotation': 'an annotation that would make a machine delete a claim or run an agent twice',
  'no-ttl': 'a Job that removes itself is made again by a GitOps controller: the agent would run again and again',
  'duplicate-section': 'the same section in two files',
  'duplicate-task': 'two tasks with one id',
  'duplicate-job': 'two Jobs of one name in one namespace',
  'unknown-repository': 'a repository that no file defines',
  'unknown-parent': 'a parent that no file holds',
  'own-parent': 'a task as its own parent',
  'parent-cycle': 'tasks that are each other’s parents',
  'parent-and-existing-claim': 'a parent together with an existing claim',
  'claim-of-parent': 'claim settings of a task that mounts its parent’s claim',
  'claim-exists': 'size or class of a claim that exists already',
  'claim-of-task': 'an existing claim that is made by a task of these files',
  'parent-namespace': 'parent and child in different namespaces',
  'clone-without-parent': 'a clone of nothing',
  'clone-of-running': 'a clone of a claim that its task has yet to fill',
  'clone-size': 'a clone that is smaller than its source, or whose source’s size is not known',
  'clone-class': 'a clone in another storage class than its source',
  'timeout-beyond-deadline': 'an agent’s timeout that comes no earlier than the end of its Job',
  'class-mode': 'an access mode that the storage class cannot do',
} as const satisfies Record<string, string>;

/** The code of a kind of mistake. No code is ever renamed. */
export type MistakeCode = keyof typeof MISTAKES;

/** Every kind of warning, by its stable code, with what it means. */
export const WARNINGS = {
  'shared-working-tree': 'tasks that would run at the same time in one Git working tree',
  'no-order': 'a child that may run before its parent, since their pods wait for one claim in any order',
  'deadline-counts-waiting': 'a deadline that also counts the time in which the task waits for its claim',
  'mixed-users': 'tasks of one family that work on the same files as different users',
  'clone-before-parent': 'a clone that is empty wherever nothing waits for the parent',
  'sidecar-never-ends': 'an injected sidecar that keeps the Job from ending',
  'injection-without-token': 'an injected sidecar that needs the token of a ServiceAccount',
  'queue-without-requests': 'tasks in a queue that request no resources',
  'queue-of-family': 'tasks of one claim in a queue that admits them in any order',
  'queue-restarts-deadline': 'a deadline that begins anew each time that a queue admits the Job',
} as const satisfies Record<string, string>;

/** The code of a kind of warning. No code is ever renamed. */
export type WarningCode = keyof typeof WARNINGS;
