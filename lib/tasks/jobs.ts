import { checkAnnotationsSize } from '../checks/annotations';
import { checkTimeout } from '../checks/deadline';
import { checkJobSize } from '../checks/job-size';
import type { Mistake } from '../mistakes/mistake';
import type { MergedTask } from './merge';

/** What is wrong with a task's Job only once the defaults are filled in. */
export function jobMistakes(task: MergedTask): Mistake[] {
  return task.settings.done ? [] : [...timeout(task), ...annotations(task), ...size(task)];
}

function timeout({ entry, settings, originOf }: MergedTask): Mistake[] {
  const wrong = checkTimeout(settings);
  if (!wrong) {
    return [];
  }
  const own = entry.settings.timeout === undefined && entry.settings.activeDeadlineSeconds !== undefined;
  const [key, other] = own
    ? (['activeDeadlineSeconds', 'timeout'] as const)
    : (['timeout', 'activeDeadlineSeconds'] as const);
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

function annotations({ settings, originOf }: MergedTask): Mistake[] {
  const wrong = checkAnnotationsSize(settings.annotations ?? {});
  const place = originOf('annotations').at('annotations', 'key');
  return wrong
    ? [
        {
          code: wrong.code,
          message: `annotations ${wrong.what}, with those of the defaults`,
          place,
          allowed: wrong.allowed,
        },
      ]
    : [];
}

/** Checks the size of the Job, unless its annotations alone are too large. */
function size(task: MergedTask): Mistake[] {
  const { settings, originOf } = task;
  const problem = checkJobSize(settings);
  if (!problem || annotations(task).length > 0) {
    return [];
  }
  const { key, what, ...rest } = problem;
  return [{ ...rest, message: `${key} ${what}`, place: originOf(key).at(key, 'key') }];
}
