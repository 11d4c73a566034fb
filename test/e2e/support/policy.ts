import { ApiObject as Cdk8sObject, Chart, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { TaskApp } from '../../../lib';
import type { ApiObject } from './cluster';
import { objectsOf } from './tasks';

/**
 * An admission policy of the product and its binding, for one namespace and under a name of its own: the cluster may have
 * the policy already, and other tests do what it forbids.
 */
export function policyIn(namespace: string, Policy: new (scope: Construct, id: string) => Construct): ApiObject[] {
  const app = new TaskApp();
  const policy = new Policy(new Chart(app, 'policy'), 'policy');
  const object = Cdk8sObject.of(policy);
  const binding = Cdk8sObject.of(policy.node.findChild('Binding'));
  const name = `${object.name}-${namespace}`;
  for (const one of [object, binding]) {
    one.addJsonPatch(JsonPatch.replace('/metadata/name', name));
  }
  binding.addJsonPatch(
    JsonPatch.replace('/spec/policyName', name),
    JsonPatch.add('/spec/matchResources', {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    }),
  );
  return objectsOf(app.synthYaml());
}
