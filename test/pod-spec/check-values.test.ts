import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTasks, type MistakesError } from '../../lib';
import { scratchFolder } from '../support';
import { ALLOWED, FORBIDDEN } from './forbidden';
import { REFUSED } from './refused';

const scratch = scratchFolder();

function messageOf(podSpec: string, podSecurity?: 'restricted'): string {
  const file = join(scratch, 'tasks.yaml');
  writeFileSync(
    file,
    `tasks:\n  - taskId: a\n    podSpec: ${podSpec}\n${podSecurity ? `    podSecurity: ${podSecurity}\n` : ''}`,
  );
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

test('the image of a volume is a reference that a container runtime can read', () => {
  expect(messageOf('{ volumes: [{ name: v, image: { reference: "https://a/b" } }] }')).toContain(
    'volumes[0].image.reference begins with a scheme',
  );
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

test.each(FORBIDDEN)('%s: what podSecurity forbids is a mistake with it, and with it alone', (podSpec, path) => {
  expect(messageOf(podSpec, 'restricted')).toContain(`${path} `);
  expect(messageOf(podSpec)).toBe('none');
});

test.each(ALLOWED)('%s is right under podSecurity', (podSpec) => {
  expect(messageOf(podSpec, 'restricted')).toBe('none');
});
