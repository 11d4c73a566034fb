import type { Problem } from '../mistakes/problem';
import type { JobSettings } from '../settings/job-settings';

/** The time that Kubernetes gives a pod to end by default, in seconds. */
const GRACE_PERIOD = 30;

/** Checks that the agent times out before its Job ends it: an agent that is killed cannot report and clean up. */
export function checkTimeout({ timeout, activeDeadlineSeconds: deadline, podSpec }: JobSettings): Problem | undefined {
  const gracePeriod = podSpec?.terminationGracePeriodSeconds ?? GRACE_PERIOD;
  if (!isInteger(timeout) || !isInteger(deadline) || timeout === 0 || timeout < deadline - gracePeriod) {
    return undefined;
  }
  return {
    code: 'timeout-beyond-deadline',
    what: `${timeout} leaves the agent no time to end before activeDeadlineSeconds ${deadline} ends its Job`,
    allowed: `less than activeDeadlineSeconds minus the pod's grace period of ${gracePeriod} s, or 0 for no timeout`,
    fix: `set activeDeadlineSeconds to at least ${timeout + gracePeriod + 1}, or lower timeout`,
  };
}

/** Whether a setting is there and valid. */
function isInteger(seconds: number | undefined): seconds is number {
  return Number.isInteger(seconds);
}
