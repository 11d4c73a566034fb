import { fixOf } from '../checks/fix';
import type { Mistake } from '../mistakes/mistake';
import type { JobSettings } from '../settings/job-settings';
import type { PartialPodSpec } from '../settings/pod-spec';
import { type Entry, subjectOf } from './check';
import type { Kinship } from './families';
import type { MergedTask } from './merge';
import type { DefaultSettings, TaskEntry } from './task';

/**
 * The mistakes in the pod of a task after the pod specs of the task, its repository and the defaults are merged.
 *
 * @param kin undefined if an ancestor of the task is not known
 */
export function podSpecMistakes(task: MergedTask, kin: Kinship | undefined): Mistake[] {
  const settings = task.settings as JobSettings;
  const { podSpec } = settings;
  if (podSpec === undefined) {
    return [];
  }
  // Loaded only for tasks with a podSpec.
  const { checkPodOfTask } = require('../pod-spec/check') as typeof import('../pod-spec/check');
  return checkPodOfTask(settings, kin?.claim.subPath).map((issue): Mistake => {
    const { entry, path } = strongestWith(task, podSpec, issue.path);
    const setting = issue.setting as (keyof TaskEntry & keyof DefaultSettings) | undefined;
    // The folder of the volume may come from the root of the family.
    const [origin] = setting ? [task, ...(kin ? [kin.root] : [])].flatMap((one) => one.entriesWith(setting)) : [];
    return {
      code: issue.code,
      message: `${subjectOf(['podSpec', ...issue.path])} ${issue.what}`,
      place: entry.inside(['podSpec', ...path], issue.key || path.length < issue.path.length ? 'key' : 'value'),
      ...('got' in issue ? { got: issue.got } : {}),
      allowed: issue.allowed,
      fix: fixOf(issue),
      ...(origin && setting ? { related: [{ message: setting, place: origin.at(setting) }] } : {}),
    };
  });
}

/** The entry that a part of the merged pod spec came from: of those that have the part, the first one that wins. */
function strongestWith(
  { sources }: MergedTask,
  merged: PartialPodSpec,
  whole: readonly PropertyKey[],
): { entry: Entry<Partial<TaskEntry>>; path: PropertyKey[] } {
  const { locate } = require('../pod-spec/locate') as typeof import('../pod-spec/locate');
  const found = sources.flatMap((entry) => {
    const { podSpec } = entry.settings;
    return podSpec === undefined ? [] : [{ entry, path: locate(merged, whole, podSpec) }];
  });
  return found.reduce((best, one) => (one.path.length > best.path.length ? one : best));
}
