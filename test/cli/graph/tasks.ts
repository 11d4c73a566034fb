import fc from 'fast-check';
import type { TaskClaim } from '../../../lib/settings/claim';
import type { Task } from '../../../lib/tasks/task';

export function claim(name: string, more: Partial<TaskClaim> = {}): TaskClaim {
  const none = { namespace: undefined, storageClass: undefined };
  return { name, ...none, size: '1Gi', accessMode: 'ReadWriteOnce', existing: false, ...more };
}

/** A task whose family does not matter: the picture follows the parents of its tasks. */
export function task(taskId: string, more: Partial<Task> = {}): Task {
  return { taskId, root: taskId, depth: 0, claim: claim(`git-repo-pvc-${more.parentTaskId ?? taskId}`), ...more };
}

export const ids = (nodes: readonly { task: Task }[]) => nodes.map((node) => node.task.taskId);

/** A task whose names try to leave the text that they are in. */
export const nasty = task('a', {
  claim: claim(`</script><script>alert(1)</script>"'&<!--]]>`, {
    storageClass: '`**x**`#quot;%%{init}%%',
    namespace: '<b>',
  }),
});

/** Tasks in random families: each inherits, clones or starts anew; claims exist already, or are shared by roots. */
export const anyTasks = fc
  .array(
    fc.record({
      parent: fc.option(fc.nat(), { nil: undefined }),
      clone: fc.boolean(),
      done: fc.boolean(),
      existing: fc.option(fc.constantFrom('one', 'two'), { nil: undefined, freq: 4 }),
      length: fc.integer({ min: 1, max: 47 }),
      class: fc.option(fc.string({ minLength: 1, maxLength: 253 }), { nil: undefined }),
    }),
    { maxLength: 40 },
  )
  .map((choices) => {
    const tasks: Task[] = [];
    for (const [i, choice] of choices.entries()) {
      const parent = choice.parent === undefined ? undefined : tasks[choice.parent % (i || 1)];
      const taskId = `${'t'.repeat(choice.length)}-${i}`;
      const own = claim(choice.existing ?? `git-repo-pvc-${taskId}`, {
        existing: choice.existing !== undefined,
        storageClass: choice.class,
      });
      if (!parent) tasks.push(task(taskId, { done: choice.done, claim: own }));
      else {
        const cloned = claim(`git-repo-pvc-${taskId}`);
        const mounted = choice.clone ? cloned : parent.claim;
        tasks.push(
          task(taskId, {
            parentTaskId: parent.taskId,
            workspace: choice.clone ? 'clone' : 'inherit',
            done: choice.done,
            claim: mounted,
          }),
        );
      }
    }
    return tasks;
  });
