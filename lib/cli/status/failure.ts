import type { Condition, LiveJob, LivePod } from '../live';
import { trueCondition } from '../live/parts';
import { quoted } from '../live/quote';
import type { Finding } from './status';

/** The reason why a Job has failed. */
export function failureFinding(job: LiveJob, condition: Condition, pods: readonly LivePod[]): Finding {
  const { since } = condition;
  const pod = pods.find(({ phase }) => phase === 'Failed') ?? pods[0];
  if (condition.reason === 'DeadlineExceeded' || pod?.reason === 'DeadlineExceeded') {
    return { state: 'failed-deadline', since, why: quoted(pod?.message || condition.message) };
  }
  if (pod?.reason === 'Evicted' || (pod && trueCondition(pod.conditions, 'DisruptionTarget'))) {
    const disruption = pod.conditions.find(({ type }) => type === 'DisruptionTarget');
    return { state: 'failed-evicted', since, why: quoted(pod.message || disruption?.message || 'Evicted') };
  }
  return (pod && exitFinding(pod, since)) ?? goneFinding(job, condition);
}

function exitFinding({ containers }: LivePod, since: string): Finding | undefined {
  const ended = containers.filter(({ state }) => state === 'terminated');
  const killed = ended.find(({ reason }) => reason === 'OOMKilled');
  if (killed) {
    return { state: 'failed-oom', since, why: `container ${killed.name} took more memory than its limit` };
  }
  const failed = ended.find(({ exitCode, role }) => exitCode !== 0 && role !== 'sidecar');
  if (!failed) {
    return undefined;
  }
  const { role, name, reason, message } = failed;
  const what = `${role === 'init' ? `init container ${name}: ` : ''}exit code ${failed.exitCode}`;
  const how = reason === '' || reason === 'Error' ? '' : `, ${reason}`;
  return { state: 'failed-exit', since, why: `${what}${how}${message === '' ? '' : `: ${quoted(message)}`}` };
}

/** The exit codes of a container that was ended by a signal: SIGKILL and SIGTERM. */
const KILLED = ['137', '143'];

/** Of a pod that is gone, only the message of the Job has the exit code. */
function goneFinding({ name }: LiveJob, { message, since }: Condition): Finding {
  const exitCode = /failed with exit code (\d+)/.exec(message)?.[1];
  return exitCode === undefined || KILLED.includes(exitCode)
    ? { state: 'failed-gone', since, why: quoted(message || name) }
    : { state: 'failed-exit', since, why: `exit code ${exitCode}; the pod is gone, and its logs with it` };
}
