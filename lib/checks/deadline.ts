import type { Problem } from '../mistakes/problem';
import type { JobSettings } from '../settings/settings';

/** The time that Kubernetes gives a pod to end, in seconds. */
const GRACE_PERIOD = 30;

/** An agent that times out later than its Job is ended from outside, before it could report and clean up. */
export function checkTimeout({ timeout = 0, activeDeadlineSeconds: deadline = NaN }: JobSettings): Problem | undefined {
  if (!Number.isInteger(timeout) || !Number.isInteger(deadline)) {
    return undefined;
  }
  if (timeout === 0 || timeout < deadline - GRACE_PERIOD) {
    return undefined;
  }
  return {
    code: 'timeout-beyond-deadline',
    what: `${timeout} leaves the agent no time to end before activeDeadlineSeconds ${deadline} ends its Job`,
    allowed: `less than activeDeadlineSeconds less the pod's grace period of ${GRACE_PERIOD} s, or 0 for no timeout`,
    fix: `set activeDeadlineSeconds to at least ${timeout + GRACE_PERIOD + 1}, or lower timeout`,
  };
}
