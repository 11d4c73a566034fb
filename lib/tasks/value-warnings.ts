import { type UnlikelyQuantity, unlikelyResources, unlikelySize } from '../checks/units';
import { type OpenReference, openReferences } from '../checks/variables';
import { didYouMean } from '../mistakes/did-you-mean';
import type { Warning } from '../mistakes/mistake';
import type { PartialPodSpec } from '../settings/pod-spec';
import { memoized } from './memoized';
import { onceEach } from './once-each';
import type { PlaceOf } from './place-of';
import type { Task } from './task';

/** Warnings about values that are valid, and probably mistakes. A value of the defaults is one warning for all tasks. */
export function valueWarnings(tasks: readonly Task[], placeOf: PlaceOf): Warning[] {
  const ofSize = memoized(unlikelySize);
  const ofResources = memoized(unlikelyResources);
  // Looking at each task, 10,000 tasks with one podSpec in the defaults take another 0.7 s.
  const ofPods = memoized((podSpec: PartialPodSpec) =>
    memoized((settings: string) => podReferences({ ...JSON.parse(settings), podSpec })),
  );
  const warnings = tasks.flatMap((task) => [
    ...sizeWarnings(task, ofSize, placeOf),
    ...resourceWarnings(task, ofResources, placeOf),
    ...referenceWarnings(task, ofPods, placeOf),
  ]);
  return onceEach(warnings, ({ message, place }) => [message, place]);
}

function sizeWarnings(task: Task, ofSize: typeof unlikelySize, placeOf: PlaceOf): Warning[] {
  const problem = task.pvcStorageSize === undefined ? undefined : ofSize(task.pvcStorageSize);
  return problem ? [quantityWarning('pvcStorageSize', problem, placeOf(task, 'pvcStorageSize'))] : [];
}

function resourceWarnings(task: Task, ofResources: typeof unlikelyResources, placeOf: PlaceOf): Warning[] {
  const problems = task.resources === undefined ? [] : ofResources(task.resources);
  return problems.map(([list, name, problem]) =>
    quantityWarning(`resources.${list}.${name}`, problem, placeOf(task, 'resources', list)),
  );
}

function quantityWarning(name: string, { what, got, fix }: UnlikelyQuantity, place: Warning['place']): Warning {
  return { code: 'unlikely-quantity', message: `${name} ${what}`, place, got, fix };
}

type ReferencesOfPods = (podSpec: PartialPodSpec) => (settings: string) => OpenReference[];

function referenceWarnings(task: Task, ofPods: ReferencesOfPods, placeOf: PlaceOf): Warning[] {
  return referencesOf(task, ofPods).map(({ where, ...reference }) => ({
    code: where.isPath ? 'never-starts' : 'open-reference',
    message: `${where.shown} ${describeReference(reference, where.isPath)}`,
    place: placeOf(task, where.key, where.name),
    got: `$(${reference.name})`,
    allowed: `$(NAME) of ${reference.names.join(', ')}; $$(NAME) for the text $(NAME)`,
    fix: reference.isLater
      ? `define ${reference.name} before it`
      : (didYouMean(reference.name, reference.names) ?? `define ${reference.name}, or write $$(${reference.name})`),
  }));
}

function referencesOf(task: Task, ofPods: ReferencesOfPods): OpenReference[] {
  const { podSpec, done, env, command } = task;
  if (podSpec === undefined) {
    return openReferences(task);
  }
  return done ? [] : ofPods(podSpec)(JSON.stringify({ env, command }));
}

function podReferences(settings: Pick<Task, 'podSpec' | 'env' | 'command'>): OpenReference[] {
  // Loaded only for tasks with a podSpec.
  const { podReferences: find } =
    require('../pod-spec/open-references') as typeof import('../pod-spec/open-references');
  return find(settings);
}

function describeReference({ name, isLater }: Omit<OpenReference, 'where'>, isPath = false): string {
  const then = isPath ? 'the container does not start' : `Kubernetes leaves $(${name}) as it is`;
  return `refers to ${name}, which is ${isLater ? 'defined after it' : 'not defined'}: ${then}`;
}
