import { Construct } from 'constructs';
import { APP_LABEL } from '../settings/names';
import { addAdmissionPolicy } from './admission-policy';

/**
 * Lets nobody suspend a Job labelled `app: keruta`, in any namespace: the pod of its agent would be deleted. When such a Job is
 * resumed, it fails, or its agent runs again from the start, always so with a `backoffLimit` above 0. Kueue suspends a Job to
 * preempt it, and to drain its queue.
 *
 * The policy does not ask whether the Job has started: an API server stores `status.startTime` only after the pod is there.
 * A Job that waits in a queue was created suspended, and is resumed as ever.
 *
 * A ValidatingAdmissionPolicy with its binding, for the whole cluster. Kubernetes 1.30 or later.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#suspending-a-job
 */
export class RunProtection extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    addAdmissionPolicy(this, 'keruta-run-protection', {
      matchConstraints: {
        objectSelector: { matchLabels: APP_LABEL },
        resourceRules: [{ apiGroups: ['batch'], apiVersions: ['v1'], operations: ['UPDATE'], resources: ['jobs'] }],
      },
      validations: [
        {
          expression:
            '!(has(object.spec.suspend) && object.spec.suspend) || ' +
            '(has(oldObject.spec.suspend) && oldObject.spec.suspend)',
          reason: 'Forbidden',
          message: 'the Job of an agent cannot be suspended: its pod would be deleted',
          messageExpression:
            `'Job ' + oldObject.metadata.name + ' cannot be suspended: its pod would be deleted before its agent has ended; ` +
            `to end the agent, set done: true at its task'`,
        },
      ],
    });
  }
}
