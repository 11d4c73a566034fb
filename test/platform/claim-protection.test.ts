import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { ClaimProtection, CONFIRM_DELETE } from '../../lib';
import { runExample } from '../example';
import { emptyChart } from '../support';

const [policy, binding] = synth();

test('examples/claim-protection.ts writes the policy and its binding', () => {
  expect(runExample('claim-protection')).toMatchSnapshot();
});

test('it is asked about each deletion of a claim of keruta’s, and about nothing else', () => {
  expect(policy.spec.matchConstraints).toEqual({
    objectSelector: { matchLabels: { app: 'keruta' } },
    resourceRules: [
      { apiGroups: [''], apiVersions: ['v1'], operations: ['DELETE'], resources: ['persistentvolumeclaims'] },
    ],
  });
});

test('it denies, and fails closed', () => {
  expect(policy.spec.failurePolicy).toBe('Fail');
  expect(binding.spec).toEqual({ policyName: policy.metadata.name, validationActions: ['Deny'] });
});

test('a namespace may be emptied by the controller manager under either of its user names', () => {
  const [condition] = policy.spec.matchConditions;
  expect(condition.expression).toContain('"system:serviceaccount:kube-system:namespace-controller"');
  expect(condition.expression).toContain('"system:kube-controller-manager"');
});

test('its message holds the command that confirms', () => {
  const [validation] = policy.spec.validations;
  expect(validation.expression).toContain(CONFIRM_DELETE);
  expect(validation.messageExpression).toMatch(/kubectl annotate -n .* pvc .* keruta\/confirm-delete=/);
});

test('the policy can be reached with ApiObject.of', () => {
  expect(ApiObject.of(new ClaimProtection(emptyChart(), 'claims')).kind).toBe('ValidatingAdmissionPolicy');
});

function synth() {
  const chart = new Chart(new App(), 'claim-protection');
  new ClaimProtection(chart, 'claims');
  return Testing.synth(chart);
}
