import fc from 'fast-check';
import type { PartialPodSpec } from '../../lib/settings/pod-spec';

const name = fc.constantFrom('main', 'clone', 'cache', 'proxy');
const path = fc.constantFrom('/work', '/cache', '/tmp');
const text = fc.constantFrom('a', 'b', 'c');
const some = { requiredKeys: [] };

function items<T>(item: fc.Arbitrary<T>, key: (one: T) => unknown): fc.Arbitrary<T[]> {
  return fc.uniqueArray(item, { selector: key, minLength: 1, maxLength: 4 });
}

const variable = fc.record({ name: fc.constantFrom('A', 'B', 'C', 'D'), value: text });
const mount = fc.record(
  { mountPath: path, name, readOnly: fc.constant(true) },
  { requiredKeys: ['mountPath', 'name'] },
);
const port = fc.record(
  { containerPort: fc.constantFrom(80, 443, 8080), name: text },
  { requiredKeys: ['containerPort'] },
);
const labels = fc.dictionary(text, text, { minKeys: 1 });
const toleration = fc.record({ key: text, operator: fc.constant('Exists') });

const container = fc.record(
  {
    name,
    image: text,
    args: fc.array(text, { minLength: 1 }),
    env: items(variable, (one) => one.name),
    volumeMounts: items(mount, (one) => one.mountPath),
    ports: items(port, (one) => one.containerPort),
    securityContext: fc.record(
      { runAsUser: fc.nat(9), capabilities: fc.record({ drop: fc.array(text, { minLength: 1 }) }) },
      some,
    ),
  },
  { requiredKeys: ['name'] },
);

const volume = fc
  .record({ name, source: fc.constantFrom('emptyDir', 'secret'), value: text })
  .map(({ name, source, value }) =>
    source === 'secret' ? { name, secret: { secretName: value } } : { name, emptyDir: { medium: value } },
  );

const anyPodSpecs: fc.Arbitrary<PartialPodSpec> = fc.record(
  {
    containers: items(container, (one) => one.name),
    initContainers: items(container, (one) => one.name),
    volumes: items(volume, (one) => one.name),
    nodeSelector: labels,
    tolerations: fc.array(toleration, { minLength: 1, maxLength: 3 }),
    hostAliases: items(
      fc.record({ ip: fc.constantFrom('10.0.0.1', '10.0.0.2'), hostnames: fc.array(text, { minLength: 1 }) }),
      (one) => one.ip,
    ),
    terminationGracePeriodSeconds: fc.nat(100),
  },
  some,
);

/** Pod specs whose lists have an item for each merge key, as `kubectl patch` takes them. Some records have no prototype. */
export const podSpecs = anyPodSpecs.map((podSpec) => JSON.parse(JSON.stringify(podSpec)) as PartialPodSpec);
