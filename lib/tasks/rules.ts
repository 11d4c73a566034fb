import { placeIn, type Source } from '../document/source';
import { makeProposer, type Proposer } from '../mistakes/did-you-mean';
import type { Mistake } from '../mistakes/mistake';
import type { Place } from '../mistakes/place';
import { type JobNaming, jobNameOf } from '../settings/names';
import type { FileEntries } from './check';
import { checkClaim } from './claims';
import { findFamilies, type KinshipOfTasks } from './families';
import { checkForFlux, type FluxTarget } from './flux';
import { checkJob } from './jobs';
import type { MergedTask, MergedTasks } from './merge';
import { onceEach } from './once-each';
import type { Order } from './order';
import { checkRelease } from './releases';

/** Checks the rules between tasks, and finds the families. */
export function checkTasks(
  all: MergedTasks,
  order: Order,
  flux: FluxTarget | undefined,
  kubernetes: string,
): { kinship: KinshipOfTasks; mistakes: Mistake[] } {
  const byId = new Map<string, MergedTask>();
  const jobs = new Map<string, MergedTask>();
  const duplicates = all.tasks.flatMap((task) => [
    ...checkUnique(byId, task.settings.taskId, task, duplicateTask),
    // Tasks with the same id have the same Job name too: that is one mistake.
    ...(isFirst(task, byId) ? checkUnique(jobs, jobKey(task), task, duplicateJob) : []),
  ]);
  const families = findFamilies(all.tasks, byId);
  const context = { byId, kinship: families.kinship, order, storageClasses: all.storageClasses };
  const propose = makeProposer(() => all.repositories.keys());
  const knownRepositories = [...all.repositories.keys()].slice(0, 10).join(', ');
  const mistakes = [
    ...checkSections(all.files),
    ...duplicates,
    ...families.mistakes,
    ...all.tasks.flatMap((task) => [
      ...checkRepository(task, all.repositories, knownRepositories, propose),
      ...checkClaim(task, context),
      ...checkJob(task, families.kinship.get(task)),
      ...checkRelease(task, kubernetes),
    ]),
    ...(flux ? checkForFlux(all, flux) : []),
  ];
  // The message of a wrong default may differ from task to task.
  return { kinship: families.kinship, mistakes: onceEach(mistakes, ({ code, place }) => [code, place]) };
}

/** Checks that one of the files has a list of tasks, which may be empty. */
export function checkTasksSection(files: readonly FileEntries[], sources: readonly Source[]): Mistake[] {
  const [source] = sources;
  if (!source || files.some((file) => file.mayHaveOtherSections || file.section('tasks'))) {
    return [];
  }
  const message = sources.length === 1 ? `${source.file} holds no tasks` : 'none of the files holds tasks';
  const place = placeIn(source, 0, 1);
  return [
    {
      code: 'missing-key',
      message,
      place,
      allowed: 'a list of tasks, which may be empty',
      fix: 'write tasks: []',
    },
  ];
}

/** Checks that each section other than `tasks` is in one file only, so that it is clear which one applies. */
function checkSections(files: readonly FileEntries[]): Mistake[] {
  return (['layout', 'defaults', 'repositories', 'storageClasses'] as const).flatMap((name) => {
    const [first, ...others] = files.map((file) => file.section(name)).filter((place) => place !== undefined);
    return others.map(
      (place): Mistake => ({
        code: 'duplicate-section',
        message: `${name} is also in another file`,
        place,
        allowed: 'one file',
        fix: name === 'layout' ? 'keep one of them' : 'merge them into one file',
        related: [{ message: 'the first', place: first as Place }],
      }),
    );
  });
}

/** Checks that the repository of a task is defined. */
function checkRepository(
  { entry, settings }: MergedTask,
  repositories: MergedTasks['repositories'],
  known: string,
  propose: Proposer,
): Mistake[] {
  const { repository } = settings;
  if (repository === undefined || repositories.has(repository)) {
    return [];
  }
  return [
    {
      code: 'unknown-repository',
      message: `repository ${repository} is not defined`,
      place: entry.at('repository'),
      got: repository,
      allowed: known || 'a name under repositories, which defines none',
      fix: propose(repository) ?? 'define it under repositories',
    },
  ];
}

/** Whether a task is the first with its id. */
function isFirst(task: MergedTask, byId: ReadonlyMap<string, MergedTask>): boolean {
  return byId.get(task.settings.taskId as string) === task;
}

/** Checks that no task before has the key, and remembers the task. */
function checkUnique<K>(
  seen: Map<K, MergedTask>,
  key: K | undefined,
  task: MergedTask,
  mistake: (task: MergedTask, first: MergedTask) => Mistake,
): Mistake[] {
  const first = key === undefined ? undefined : seen.get(key);
  if (first) {
    return [mistake(task, first)];
  }
  if (key !== undefined) {
    seen.set(key, task);
  }
  return [];
}

function duplicateTask(task: MergedTask, first: MergedTask): Mistake {
  const { taskId } = task.settings;
  return {
    code: 'duplicate-task',
    message: `taskId ${taskId} is taken by another task`,
    place: task.entry.at('taskId'),
    got: taskId,
    allowed: 'an id that no other task has',
    fix: 'rename or remove one of the two; to run a task again, raise its run',
    related: [{ message: 'the other', place: first.entry.at('taskId') }],
  };
}

/** The namespace and the name of the Job; undefined for a task that has no Job, or whose id is wrong. */
function jobKey({ settings }: MergedTask): string | undefined {
  if (settings.done || settings.taskId === undefined) {
    return undefined;
  }
  return `${settings.namespace ?? ''}/${jobNameOf(settings as JobNaming)}`;
}

function duplicateJob(task: MergedTask, first: MergedTask): Mistake {
  const name = jobNameOf(task.settings as JobNaming);
  return {
    code: 'duplicate-job',
    message: `Job ${name} is the Job of another task in the same namespace`,
    place: placeOfName(task),
    got: name,
    allowed: 'a name that no other Job in the namespace has',
    fix: 'set another run or another jobName at one of the two',
    related: [{ message: 'the other', place: placeOfName(first) }],
  };
}

/** The place of the setting that decides the name of a task's Job. */
function placeOfName({ entry, settings }: MergedTask): Place {
  return entry.at((['jobName', 'run'] as const).find((key) => settings[key] !== undefined) ?? 'taskId');
}
