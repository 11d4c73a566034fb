import { dump } from 'js-yaml';

/** A task of the bench. Each owns its claim, so that each makes two objects: the most that a task can make. */
export interface BenchTask {
  readonly taskId: string;
  readonly pvcStorageSize: string;
  readonly podSpec?: object;
}

const STORAGE_CLASS = 'standard';

/** That many tasks, no two alike. */
export function benchTasks(count: number): BenchTask[] {
  return Array.from({ length: count }, (_, index) => ({
    taskId: `task-${index + 1}`,
    pvcStorageSize: `${1 + (index % 9)}Gi`,
  }));
}

/** A `podSpec` with a field of the pod, a volume and its mount in the agent's container. */
export function benchPodSpec(): object {
  return {
    terminationGracePeriodSeconds: 60,
    containers: [{ name: 'main', volumeMounts: [{ name: 'cache', mountPath: '/cache' }] }],
    volumes: [{ name: 'cache', emptyDir: { sizeLimit: '1Gi' } }],
  };
}

/** The text of a tasks.yaml with these tasks. */
export function tasksYaml(tasks: readonly BenchTask[], defaults: object = {}): string {
  return dump({ defaults: { pvcStorageClass: STORAGE_CLASS, ...defaults }, tasks });
}

/** The claim and the Job of a task, for the tools that the app is compared with. They are written here without the code of the app. */
export function objectsOf({ taskId, pvcStorageSize }: BenchTask) {
  const claimName = `git-repo-pvc-${taskId}`;
  const labels = { app: 'keruta', 'task-id': taskId, 'keruta/workspace': claimName };
  return [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name: claimName,
        labels: { app: 'keruta', 'task-id': taskId },
        annotations: {
          'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
          'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
          'helm.sh/resource-policy': 'keep',
          'kustomize.toolkit.fluxcd.io/prune': 'disabled',
        },
      },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: pvcStorageSize } },
        storageClassName: STORAGE_CLASS,
      },
    },
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: `keruta-job-${taskId}`, labels },
      spec: {
        backoffLimit: 0,
        podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'NotIn', values: [0] } }] },
        template: {
          metadata: { labels },
          spec: {
            affinity: {
              podAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: [
                  {
                    labelSelector: { matchLabels: { 'keruta/workspace': claimName } },
                    topologyKey: 'kubernetes.io/hostname',
                  },
                ],
              },
            },
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            containers: [
              {
                name: 'main',
                image: 'keruta-agent:latest',
                command: [
                  'keruta-agent',
                  'execute',
                  '--task-id',
                  '$(KERUTA_TASK_ID)',
                  '--api-url',
                  '$(KERUTA_API_URL)',
                ],
                env: [
                  { name: 'KERUTA_TASK_ID', value: taskId },
                  { name: 'KERUTA_API_URL', value: 'http://keruta-api:8080' },
                  {
                    name: 'KERUTA_API_TOKEN',
                    valueFrom: { secretKeyRef: { name: 'keruta-api-token', key: 'token' } },
                  },
                ],
                terminationMessagePolicy: 'FallbackToLogsOnError',
                volumeMounts: [{ name: 'git-repo', mountPath: '/work' }],
              },
            ],
            restartPolicy: 'Never',
            volumes: [{ name: 'git-repo', persistentVolumeClaim: { claimName } }],
          },
        },
      },
    },
  ];
}
