import { Construct } from 'constructs';
import { APP_LABEL, CONFIRM_DELETE } from '../settings/names';
import { addAdmissionPolicy } from './admission-policy';

/**
 * The users that empty a deleted namespace: the controller manager has one of two user names, with and without
 * `--use-service-account-credentials`.
 */
const NAMESPACE_CONTROLLERS = [
  'system:serviceaccount:kube-system:namespace-controller',
  'system:kube-controller-manager',
];

/**
 * Protects every claim with the label `app: keruta` from accidental deletion, in all namespaces: the API server refuses the
 * deletion until the claim's annotation `keruta/confirm-delete` has the name of the claim as its value. Deleting a whole
 * namespace still works.
 *
 * A ValidatingAdmissionPolicy with its binding, for the whole cluster. Kubernetes 1.30 or later.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export class ClaimProtection extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    addAdmissionPolicy(this, 'keruta-claim-protection', {
      matchConstraints: {
        objectSelector: { matchLabels: APP_LABEL },
        resourceRules: [
          { apiGroups: [''], apiVersions: ['v1'], operations: ['DELETE'], resources: ['persistentvolumeclaims'] },
        ],
      },
      matchConditions: [
        {
          name: 'not-by-the-namespace-controller',
          expression: `!(request.userInfo.username in ${JSON.stringify(NAMESPACE_CONTROLLERS)})`,
        },
      ],
      validations: [
        {
          expression:
            `has(oldObject.metadata.annotations) && '${CONFIRM_DELETE}' in oldObject.metadata.annotations && ` +
            `oldObject.metadata.annotations['${CONFIRM_DELETE}'] == oldObject.metadata.name`,
          reason: 'Forbidden',
          message: `a claim is deleted only when its annotation ${CONFIRM_DELETE} holds its own name`,
          messageExpression:
            `'claim ' + oldObject.metadata.name + ' may hold work that is nowhere else; to delete it for ever, ` +
            `first run: kubectl annotate -n ' + oldObject.metadata.namespace + ' pvc ' + oldObject.metadata.name + ` +
            `' ${CONFIRM_DELETE}=' + oldObject.metadata.name`,
        },
      ],
    });
  }
}
