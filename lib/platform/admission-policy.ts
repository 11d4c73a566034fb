import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

/**
 * Adds a ValidatingAdmissionPolicy to a construct, and the binding that denies in the whole cluster what the policy does not
 * allow. Both belong to the cluster: a second policy of another name would change nothing.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function addAdmissionPolicy(construct: Construct, name: string, spec: Readonly<Record<string, unknown>>): void {
  new ApiObject(construct, 'Resource', {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name },
    spec: { failurePolicy: 'Fail', ...spec },
  });
  new ApiObject(construct, 'Binding', {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name },
    spec: { policyName: name, validationActions: ['Deny'] },
  });
}
