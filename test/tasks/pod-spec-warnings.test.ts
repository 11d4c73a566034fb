import { task, textLoader, unmark } from './support';

const load = textLoader();

/** The warnings about a pod spec, each as `line:column code: message: fix`. */
function warningsOf(text: string): string[] {
  return load(text).warnings.map(
    ({ code, message, place, fix }) => `${place?.start.line}:${place?.start.column} ${code}: ${message}: ${fix}`,
  );
}

describe('access to the node is a warning', () => {
  test.each([
    ['hostNetwork: ▶true', 'hostNetwork lets the agent see the processes or the network of its node'],
    ['hostPID: ▶true', 'hostPID lets the agent see the processes or the network of its node'],
    ['volumes: ▶[{ name: v, hostPath: { path: /x } }]', 'volumes[0].hostPath gives the agent files of its node'],
    [
      'volumes: ▶[{ name: v, hostPath: { path: /run/containerd/containerd.sock } }]',
      'volumes[0].hostPath is the socket of a container runtime: an agent that reaches this socket controls its node',
    ],
    [
      'containers: ▶[{ name: main, securityContext: { privileged: true } }]',
      'containers[0].securityContext.privileged gives the agent all devices of its node',
    ],
  ])('%s', (podSpec, message) => {
    const { text, places } = unmark(task(`podSpec: { ${podSpec} }`));
    expect(warningsOf(text)).toEqual([
      `${places[0]} host-access: podSpec.${message}: the agent runs unreviewed code: remove it`,
    ]);
  });

  test('but not of a task that is done', () => {
    expect(warningsOf(task('podSpec: { hostNetwork: true }\n    done: true'))).toEqual([]);
  });
});

describe('a mode in the digits of chmod is a decimal number in YAML', () => {
  const volume = (mode: string) =>
    `podSpec: { volumes: ▶[{ name: v, secret: { secretName: s, items: [{ key: k, path: p, mode: ${mode} }] } }] }`;

  test('a warning says which mode it is', () => {
    const { text, places } = unmark(task(volume('400')));
    expect(warningsOf(text)).toEqual([
      `${places[0]} decimal-mode: podSpec.volumes[0].secret.items[0].mode is a decimal number, which is the mode 0620: did you mean 0o400?`,
    ]);
  });

  test.each(['0o400', '256', '420'])('%s is none', (mode) => {
    expect(warningsOf(unmark(task(volume(mode))).text)).toEqual([]);
  });

  test('a mode that is no mode is a mistake, with the octal number', () => {
    expect(() => warningsOf(unmark(task(volume('644'))).text)).toThrow('did you mean 0o644?');
  });
});

describe('a field that an API server drops by default', () => {
  test('is a warning that names its feature gate', () => {
    const { text, places } = unmark(
      task('podSpec: { volumes: ▶[{ name: v, emptyDir: { mode: 0o750 } }] }').replace(
        'tasks:',
        'kubernetes: "1.37"\ntasks:',
      ),
    );
    expect(warningsOf(text)).toEqual([
      `${places[0]} feature-gate: podSpec.volumes[0].emptyDir.mode needs the feature gate EmptyDirVolumeMode, which no release ` +
        'of Kubernetes has on by default: without the gate the API server drops the field: remove it, or turn on ' +
        'EmptyDirVolumeMode in the cluster',
    ]);
  });

  test('a field without a feature gate causes no warning', () => {
    expect(warningsOf(task('podSpec: { volumes: [{ name: v, emptyDir: { sizeLimit: 1Gi } }] }'))).toEqual([]);
  });
});

describe('a pod that an API server accepts and whose container never starts', () => {
  test.each([
    [
      'securityContext: ▶{ runAsNonRoot: true, runAsUser: 0 }',
      'securityContext.runAsUser is root, and runAsNonRoot is true: the kubelet does not start the container',
    ],
    [
      'initContainers: ▶[{ name: i, image: i, securityContext: { runAsUser: 0 } }], securityContext: { runAsNonRoot: true, runAsUser: 5 }',
      'initContainers[0].securityContext.runAsUser is root',
    ],
    [
      'volumes: ▶[{ name: v, emptyDir: { medium: memory } }]',
      'volumes[0].emptyDir.medium is a medium that the kubelet',
    ],
    [
      'containers: ▶[{ name: main, volumeMounts: [{ name: git-repo, mountPath: /x, subPathExpr: $(NOPE) }] }]',
      'containers[main].volumeMounts[/x].subPathExpr refers to NOPE, which is not defined: the container does not start',
    ],
  ])('is a warning: %s', (podSpec, message) => {
    const { text, places } = unmark(task(`podSpec: { ${podSpec} }`));
    expect(warningsOf(text)).toEqual([expect.stringContaining(`${places[0]} never-starts: podSpec.${message}`)]);
  });

  test.each([
    'securityContext: { runAsNonRoot: true, runAsUser: 0 }, containers: [{ name: main, securityContext: { runAsUser: 7 } }]',
    'securityContext: { runAsUser: 0 }, containers: [{ name: main, securityContext: { runAsNonRoot: false } }]',
    'volumes: [{ name: v, emptyDir: { medium: HugePages-2Mi } }, { name: w, emptyDir: { medium: Memory } }]',
    'containers: [{ name: main, volumeMounts: [{ name: git-repo, mountPath: /x, subPathExpr: $(KERUTA_TASK_ID) }] }]',
  ])('but not %s', (podSpec) => {
    expect(warningsOf(task(`podSpec: { ${podSpec} }`))).toEqual([]);
  });
});

describe('the quantities of a pod spec are looked at as those of resources are', () => {
  test.each([
    [
      'containers: ▶[{ name: main, resources: { limits: { memory: 512 } } }]',
      'containers[0].resources.limits.memory is less than 6Mi',
    ],
    [
      'initContainers: ▶[{ name: i, image: i, resources: { requests: { cpu: 500 } } }]',
      'initContainers[0].resources.requests.cpu is more',
    ],
    ['volumes: ▶[{ name: v, emptyDir: { sizeLimit: 512 } }]', 'volumes[0].emptyDir.sizeLimit is less than 1Mi'],
  ])('%s', (podSpec, message) => {
    const { text, places } = unmark(task(`podSpec: { ${podSpec} }`));
    expect(warningsOf(text)).toEqual([expect.stringContaining(`${places[0]} unlikely-quantity: podSpec.${message}`)]);
  });
});

describe('a $(NAME) in a pod spec that Kubernetes leaves as it is', () => {
  test.each([
    ['podSpec: { containers: ▶[{ name: main, args: [$(NOPE)] }] }', 'podSpec.containers[main].args refers to NOPE'],
    [
      'podSpec: { containers: ▶[{ name: main, env: [{ name: A, value: $(B) }, { name: B, value: x }] }] }',
      'podSpec.containers[main].env[A] refers to B, which is defined after it',
    ],
    [
      'podSpec: { initContainers: ▶[{ name: clone, image: git, command: [$(KERUTA_TASK_ID)] }] }',
      'podSpec.initContainers[clone].command refers to KERUTA_TASK_ID, which is not defined',
    ],
    [
      'env: { A: ▶$(NOPE) }\n    podSpec: { terminationGracePeriodSeconds: 5 }',
      'env.A refers to NOPE, which is not defined',
    ],
    ['command: ▶[$(NOPE)]\n    podSpec: { hostname: a }', 'command refers to NOPE, which is not defined'],
  ])('is a warning: %s', (lines, message) => {
    const { text, places } = unmark(task(lines));
    expect(warningsOf(text)).toEqual([expect.stringContaining(`${places[0]} open-reference: ${message}`)]);
  });

  test.each([
    'podSpec: { containers: [{ name: main, args: [$(KERUTA_TASK_ID), $(OWN)] }] }\n    env: { OWN: $(KERUTA_API_URL) }',
    // In the merged list, the variables of podSpec stand before those of env.
    'podSpec: { containers: [{ name: main, env: [{ name: FIRST, value: x }] }] }\n    env: { A: $(FIRST) }',
    'podSpec: { containers: [{ name: main, envFrom: [{ secretRef: { name: s } }], args: [$(OF_SECRET)] }] }',
    'podSpec: { initContainers: [{ name: clone, image: git, env: [{ name: A, value: b }], args: [$(A)] }] }',
    'podSpec: { containers: [{ name: main, args: [$(NOPE)] }] }\n    done: true',
  ])('but not %s', (lines) => {
    expect(warningsOf(task(lines))).toEqual([]);
  });
});
