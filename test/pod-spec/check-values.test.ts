import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTasks, type MistakesError } from '../../lib';
import { scratchFolder } from '../support';
import { REFUSED } from './refused';

const scratch = scratchFolder();

function messageOf(podSpec: string): string {
  const file = join(scratch, 'tasks.yaml');
  writeFileSync(file, `tasks:\n  - taskId: a\n    podSpec: ${podSpec}\n`);
  try {
    loadTasks(file);
  } catch (error) {
    return (error as MistakesError).mistakes.map(({ message }) => message).join('; ');
  }
  return 'none';
}

test.each(REFUSED)('%s: a value that the API server refuses is a mistake', (podSpec, words) => {
  expect(messageOf(podSpec)).toContain(words);
});

test.each([
  '{ containers: [{ name: main, ports: [{ containerPort: 53, protocol: UDP }, { containerPort: 53, protocol: TCP }] }] }',
  '{ containers: [{ name: main, volumeMounts: [{ name: git-repo, mountPath: /work, subPath: tree }] }] }',
  '{ dnsPolicy: None, dnsConfig: { nameservers: [10.0.0.1], searches: [a_b.example.com., .] } }',
  '{ volumes: [{ name: a, downwardAPI: { items: [{ path: a, fieldRef: { fieldPath: metadata.labels } }] } }] }',
  '{ containers: [{ name: main, lifecycle: { preStop: { sleep: { seconds: 100 } } } }], terminationGracePeriodSeconds: 120 }',
])('%s is right', (podSpec) => {
  expect(messageOf(podSpec)).toBe('none');
});
