import { checkTimeout } from '../checks/deadline';
import { checkAnnotationsSize } from '../checks/shapes';
import type { Mistake } from '../mistakes/mistake';
import type { MergedTask } from './merge';

/** What is wrong with a task's Job only once the defaults are filled in. */
export function jobMistakes(task: MergedTask): Mistake[] {
  return task.settings.done ? [] : [...timeout(task), ...annotations(task)];
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
