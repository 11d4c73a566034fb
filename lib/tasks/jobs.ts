import { checkAnnotationsSize } from '../checks/annotations';
import { checkTimeout } from '../checks/deadline';
import { checkJobSize } from '../checks/job-size';
import { checkRun } from '../checks/run';
import type { Mistake } from '../mistakes/mistake';
import type { JobNaming } from '../settings/names';
import type { Kinship } from './families';
import type { MergedTask } from './merge';
import { podSpecMistakes } from './pod-specs';

/** Checks the Job of a task: its settings together, with the defaults filled in. */
export function checkJob(task: MergedTask, kin: Kinship | undefined): Mistake[] {
  return task.settings.done
    ? []
    : [
        ...checkName(task),
        ...checkDeadline(task),
        ...checkAnnotations(task),
        ...checkSize(task),
        ...podSpecMistakes(task, kin),
      ];
}

function checkName({ entry, settings }: MergedTask): Mistake[] {
  const wrong = settings.taskId === undefined ? undefined : checkRun(settings as JobNaming);
  return wrong
    ? [
        {
          code: wrong.code,
          message: `run ${wrong.what}`,
          place: entry.at('run'),
          got: settings.run,
          allowed: wrong.allowed,
          fix: wrong.fix,
          related: [{ message: 'the id', place: entry.at('taskId') }],
        },
      ]
    : [];
}

function checkDeadline({ entry, settings, originOf }: MergedTask): Mistake[] {
  const wrong = checkTimeout(settings);
  if (!wrong) {
    return [];
  }
  const own = entry.settings.timeout === undefined && entry.settings.activeDeadlineSeconds !== undefined;
  const key = own ? 'activeDeadlineSeconds' : 'timeout';
  const other = own ? 'timeout' : 'activeDeadlineSeconds';
  return [
    {
      code: wrong.code,
      message: `timeout ${wrong.what}`,
      place: originOf(key).at(key),
      got: settings[key],
      allowed: wrong.allowed,
      fix: wrong.fix,
      related: [{ message: other, place: originOf(other).at(other) }],
    },
  ];
}

function checkAnnotations({ settings, originOf }: MergedTask): Mistake[] {
  const wrong = checkAnnotationsSize(settings.annotations ?? {});
  return wrong
    ? [
        {
          code: wrong.code,
          message: `annotations ${wrong.what}, with those of the defaults`,
          place: originOf('annotations').at('annotations', 'key'),
          allowed: wrong.allowed,
        },
      ]
    : [];
}

/** Checks the size of the Job, unless its annotations alone are too large. */
function checkSize(task: MergedTask): Mistake[] {
  const { settings, originOf } = task;
  const problem = checkJobSize(settings);
  if (!problem || checkAnnotations(task).length > 0) {
    return [];
  }
  const { key, what, ...rest } = problem;
  return [{ ...rest, message: `${key} ${what}`, place: originOf(key).at(key, 'key') }];
}
