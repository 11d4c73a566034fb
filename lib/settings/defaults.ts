import type { ClaimSettings } from './claim-settings';
import type { JobSettings } from './job-settings';

/** The built-in defaults: they apply to settings that the task, its repository and `defaults` leave out. */
export const BUILT_IN = {
  pvcStorageSize: '1Gi',
  pvcAccessMode: 'ReadWriteOnce',
  run: 1,
  volumeName: 'git-repo',
  image: 'keruta-agent:latest',
  command: ['keruta-agent', 'execute', '--task-id', '$(KERUTA_TASK_ID)', '--api-url', '$(KERUTA_API_URL)'],
  apiUrl: 'http://keruta-api:8080',
  apiTokenSecret: { name: 'keruta-api-token', key: 'token' },
  workDir: '/work',
  backoffLimit: 0,
} as const satisfies ClaimSettings & JobSettings;
