import type { ClaimSettings, JobSettings } from './settings';

/** The values that hold where neither the task nor a default says otherwise. */
export const BUILT_IN = {
  pvcStorageSize: '1Gi',
  pvcAccessMode: 'ReadWriteOnce',
  volumeName: 'git-repo',
  image: 'keruta-agent:latest',
  command: ['keruta-agent', 'execute', '--task-id', '$(KERUTA_TASK_ID)', '--api-url', '$(KERUTA_API_URL)'],
  apiUrl: 'http://keruta-api:8080',
  apiTokenSecret: { name: 'keruta-api-token', key: 'token' },
  workDir: '/work',
  backoffLimit: 0,
} as const satisfies ClaimSettings & JobSettings;
