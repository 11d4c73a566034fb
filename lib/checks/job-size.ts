import type { Problem } from '../mistakes/problem';
import type { JobSettings } from '../settings/job-settings';
import { jsonSize, OBJECT_MAX } from './size';

/** The settings that can be large. */
const LARGE = ['env', 'command', 'annotations'] as const;
/** A Job with fewer characters than this is never too large, even if JSON escapes each of them. */
const SMALL = 10_000;

/** A Job that is too large, and its largest setting. */
export interface JobSizeProblem extends Problem {
  readonly key: (typeof LARGE)[number];
}

/** Checks that the Job of a task is not too large. The rest of a Job, a few kilobytes, is not counted here. */
export function checkJobSize(settings: JobSettings): JobSizeProblem | undefined {
  if (characters(settings) <= SMALL) {
    return undefined;
  }
  const size = {
    env: jsonSize(settings.env ?? {}),
    command: jsonSize(settings.command ?? []),
    // Annotations count three times: on the Job, on its pods, and next to the annotation with the whole Job.
    annotations: 3 * jsonSize(settings.annotations ?? {}),
  };
  const bytes = size.env + size.command + size.annotations;
  if (bytes <= OBJECT_MAX) {
    return undefined;
  }
  return {
    key: LARGE.reduce((largest, key) => (size[key] > size[largest] ? key : largest)),
    code: 'too-large',
    what: `makes a Job of more than ${bytes} bytes, which is too large for kubectl apply and Argo CD`,
    allowed: `at most ${OBJECT_MAX} bytes for env, command and three times the annotations together`,
    fix: 'keep large values in a ConfigMap, and read them with configMapKeyRef',
  };
}

function characters({ env, command, annotations }: JobSettings): number {
  return lengthOf(env) + lengthOf(command) + lengthOf(annotations);
}

function lengthOf(values: object = {}): number {
  let length = 0;
  for (const value of Object.values(values)) {
    length += typeof value === 'string' ? value.length : 0;
  }
  return length;
}
