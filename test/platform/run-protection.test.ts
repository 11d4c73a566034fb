import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { RunProtection } from '../../lib';
import { runExample } from '../example';
import { emptyChart } from '../support';

const [policy, binding] = synth();

test('examples/run-protection.ts writes the policy and its binding', () => {
  expect(runExample('run-protection')).toMatchSnapshot();
});

test('it is asked about each change of a Job of keruta’s, and about nothing else', () => {
  expect(policy.spec.matchConstraints).toEqual({
    objectSelector: { matchLabels: { app: 'keruta' } },
    resourceRules: [{ apiGroups: ['batch'], apiVersions: ['v1'], operations: ['UPDATE'], resources: ['jobs'] }],
  });
});

test('it denies, and fails closed', () => {
  expect(policy.spec.failurePolicy).toBe('Fail');
  expect(binding.spec).toEqual({ policyName: policy.metadata.name, validationActions: ['Deny'] });
});

test('it does not ask whether the Job has started: the pod is there before the start time is stored', () => {
  expect(policy.spec.validations[0].expression).not.toContain('status');
});

test('the policy can be reached with ApiObject.of', () => {
  expect(ApiObject.of(new RunProtection(emptyChart(), 'runs')).kind).toBe('ValidatingAdmissionPolicy');
});

function synth() {
  const chart = new Chart(new App(), 'run-protection');
  new RunProtection(chart, 'runs');
  return Testing.synth(chart);
}
