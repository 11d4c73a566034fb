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
    ['volumes: ▶[{ name: v, hostPath: { path: /x } }]', 'volumes.0.hostPath gives the agent files of its node'],
    [
      'volumes: ▶[{ name: v, hostPath: { path: /run/containerd/containerd.sock } }]',
      'volumes.0.hostPath is the socket of a container runtime: an agent that reaches this socket controls its node',
    ],
    [
      'containers: ▶[{ name: main, securityContext: { privileged: true } }]',
      'containers.0.securityContext.privileged gives the agent all devices of its node',
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
      `${places[0]} decimal-mode: podSpec.volumes.0.secret.items.0.mode is a decimal number, which is the mode 0620: did you mean 0o400?`,
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
      `${places[0]} feature-gate: podSpec.volumes.0.emptyDir.mode needs the feature gate EmptyDirVolumeMode, which no release ` +
        'of Kubernetes has on by default: without the gate the API server drops the field: remove it, or turn on ' +
        'EmptyDirVolumeMode in the cluster',
    ]);
  });

  test('a field beside it is none', () => {
    expect(warningsOf(task('podSpec: { volumes: [{ name: v, emptyDir: { sizeLimit: 1Gi } }] }'))).toEqual([]);
  });
});
