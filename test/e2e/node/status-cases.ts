import type { Case } from '../status/cases';
import { REAL_CLASS } from '../support/classes';
import { ON_REAL_NODE } from './room';

const agent = (script: string) => ({ env: { AGENT: script } });
const main = (fields: object) => ({ podSpec: { containers: [{ name: 'main', ...fields }] } });
const init = (script: string) => ({
  podSpec: { initContainers: [{ name: 'prepare', image: 'keruta-agent:latest', command: ['sh', '-c', script] }] },
});
const WAITS = agent('sleep 3600');

/** The states that need a real kubelet. */
const CASES: readonly Case[] = [
  { taskId: 'container-running', state: 'running', settings: WAITS },
  {
    taskId: 'failed-exit-log',
    state: 'failed-exit',
    why: 'no such branch”',
    settings: agent('echo no such branch; exit 42'),
  },
  { taskId: 'failed-init', state: 'failed-exit', why: 'init container prepare: exit code 4', settings: init('exit 4') },
  {
    taskId: 'failed-program',
    state: 'failed-exit',
    why: 'exit code 128, StartError: “failed to create containerd task',
    settings: { command: ['no-such-agent'] },
  },
  {
    taskId: 'failed-oom',
    state: 'failed-oom',
    why: 'container main took more memory than its limit',
    settings: {
      ...agent(`exec perl -e '$x = "x" x 200_000_000; sleep 60'`),
      resources: { limits: { memory: '32Mi' } },
    },
  },
  {
    taskId: 'failed-pod-deadline',
    state: 'failed-deadline',
    why: '“Pod was active on the node longer than the specified deadline”',
    settings: { ...WAITS, podSpec: { activeDeadlineSeconds: 5, terminationGracePeriodSeconds: 1 } },
  },
  {
    taskId: 'failed-evicted',
    state: 'failed-evicted',
    why: 'exceeds the limit',
    settings: {
      ...agent('head -c 5000000 /dev/zero >/cache/file; sleep 3600'),
      podSpec: {
        terminationGracePeriodSeconds: 1,
        volumes: [{ name: 'cache', emptyDir: { sizeLimit: '1Mi' } }],
        containers: [{ name: 'main', volumeMounts: [{ name: 'cache', mountPath: '/cache' }] }],
      },
    },
  },
  { taskId: 'image', state: 'image', why: 'no-such-image', settings: { image: 'no-such-image:1' } },
  {
    taskId: 'secret',
    state: 'secret',
    why: 'CreateContainerConfigError: “secret "missing" not found”',
    settings: { apiTokenSecret: { name: 'missing', key: 'token' } },
  },
  {
    taskId: 'secret-key',
    state: 'secret',
    why: "couldn't find key missing in Secret",
    settings: { apiTokenSecret: { name: 'keruta-api-token', key: 'missing' } },
  },
  {
    taskId: 'secret-volume',
    state: 'secret',
    why: 'configmap "missing" not found',
    settings: {
      podSpec: {
        volumes: [{ name: 'config', configMap: { name: 'missing' } }],
        containers: [{ name: 'main', volumeMounts: [{ name: 'config', mountPath: '/config' }] }],
      },
    },
  },
  {
    taskId: 'container',
    state: 'container',
    why: 'CreateContainerConfigError: “container has runAsNonRoot and image will run as root',
    settings: main({ securityContext: { runAsNonRoot: true } }),
  },
  {
    taskId: 'claim-mount',
    state: 'claim-mount',
    why: 'no-such-folder',
    settings: {
      podSpec: {
        volumes: [{ name: 'folder', hostPath: { path: '/no-such-folder', type: 'Directory' } }],
        containers: [{ name: 'main', volumeMounts: [{ name: 'folder', mountPath: '/folder' }] }],
      },
    },
  },
  { taskId: 'init', state: 'init', why: 'container prepare runs', settings: init('sleep 3600') },
];

/** The cases, for the real node and a storage class whose volumes it can mount. */
export const NODE_CASES: readonly Case[] = CASES.map((one) => ({
  ...one,
  settings: { pvcStorageClass: REAL_CLASS, ...ON_REAL_NODE, ...(one.settings as object) },
}));
