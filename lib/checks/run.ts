import type { Problem } from '../mistakes/problem';
import { type JobNaming, jobNameOf, LABEL_VALUE_MAX } from '../settings/names';

/** Checks that the name of a Job with the number of its run fits into the label that Kubernetes puts it into. */
export function checkRun(naming: JobNaming): Problem | undefined {
  const name = jobNameOf(naming);
  if (naming.run === undefined || naming.jobName !== undefined || name.length <= LABEL_VALUE_MAX) {
    return undefined;
  }
  return {
    code: 'long-job-name',
    what: `${naming.run} makes the name of the Job too long: ${name} has ${name.length} characters`,
    allowed: `at most ${LABEL_VALUE_MAX} characters, those of a label`,
    fix: 'set jobName to a name that no Job of the task had before',
  };
}
