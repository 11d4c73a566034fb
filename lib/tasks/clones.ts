import { compareQuantities } from '../checks/quantity';
import type { Mistake } from '../mistakes/mistake';
import type { Layout } from '../settings/layout';
import type { Kinship } from './families';
import type { MergedTask } from './merge';
import type { TaskEntry } from './task';

/**
 * What keeps a claim from being a clone of the parent's.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volume-pvc-datasource/
 */
export function cloneOf(
  { entry, settings }: MergedTask,
  parent: MergedTask | undefined,
  kinship: ReadonlyMap<MergedTask, Kinship>,
  layout: Layout,
): Mistake[] {
  if (settings.workspace !== 'clone') {
    return [];
  }
  const mistake = (key: keyof TaskEntry, rest: Omit<Mistake, 'place' | 'got'>): Mistake => ({
    ...rest,
    place: entry.at(key),
    got: entry.settings[key],
  });
  if (settings.parentTaskId === undefined) {
    return [
      mistake('workspace', {
        code: 'clone-without-parent',
        message: `workspace clone has no parent to clone from`,
        allowed: 'inherit or clone, beside parentTaskId',
        fix: () => 'name the parent with parentTaskId, or remove workspace',
      }),
    ];
  }
  const source = parent && kinship.get(parent)?.claim;
  if (!source) {
    return [];
  }
  const mistakes: Mistake[] = [];
  // With families a child and its claim come when the parent has succeeded.
  if (!parent.settings.done && layout !== 'families') {
    mistakes.push(
      mistake(entry.settings.workspace === undefined ? 'parentTaskId' : 'workspace', {
        code: 'clone-of-running',
        message: `workspace clone of a parent that is not done: claim ${source.name} would be cloned before ${parent.settings.taskId} has run`,
        allowed: 'a parent that is done',
        fix: () =>
          `say done: true at ${parent.settings.taskId} once it has ended, inherit its claim, or take layout: families`,
      }),
    );
  }
  const { pvcStorageSize: size, pvcStorageClass: storageClass } = settings;
  if (size === undefined && source.size === undefined) {
    mistakes.push(
      mistake('workspace', {
        code: 'clone-size',
        message: `workspace clone has no size: claim ${source.name} exists already, and its size is not known here`,
        allowed: 'pvcStorageSize, at least the size of the claim',
        fix: () => 'say pvcStorageSize',
      }),
    );
  }
  if (size !== undefined && source.size !== undefined && compareQuantities(size, source.size) < 0) {
    mistakes.push(
      mistake('pvcStorageSize', {
        code: 'clone-size',
        message: `pvcStorageSize ${size} is less than the ${source.size} of claim ${source.name}, its source`,
        allowed: `at least ${source.size}`,
        fix: () => 'remove it: a clone has the size of its source',
      }),
    );
  }
  if (storageClass !== undefined && !source.existing && storageClass !== source.storageClass) {
    mistakes.push(
      mistake('pvcStorageClass', {
        code: 'clone-class',
        message: `pvcStorageClass ${storageClass} is not that of claim ${source.name}, its source`,
        allowed: source.storageClass ?? 'none: the cluster’s default class',
        fix: () => 'remove it: a clone has the class of its source',
      }),
    );
  }
  return mistakes;
}
