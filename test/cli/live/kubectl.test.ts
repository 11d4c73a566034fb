import { chmodSync, readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { readLive } from '../../../lib/cli/live';
import { inFolder } from '../run';

const EMPTY = `echo '{"items":[]}'`;

/** Puts a script in the place of kubectl until the test ends. The arguments of each call are lines of the file `calls`. */
function withKubectl(script: string): void {
  const folder = inFolder({ 'bin/kubectl': `#!/bin/sh\necho "$*" >>"$(dirname "$0")/../calls"\n${script}\n` });
  chmodSync('bin/kubectl', 0o755);
  process.env.PATH = [`${folder}/bin`, '/usr/bin', '/bin'].join(delimiter);
}

const calls = () => readFileSync('calls', 'utf8').trimEnd().split('\n');

const { PATH } = process.env;
afterEach(() => {
  process.env.PATH = PATH;
});

test('kubectl is called once, and reads all resources of all namespaces', () => {
  withKubectl(EMPTY);
  readLive();
  expect(calls()).toEqual([
    'get jobs.batch,pods,persistentvolumeclaims,persistentvolumes,storageclasses.storage.k8s.io,events,resourcequotas,' +
      'workloads.kueue.x-k8s.io --all-namespaces --output json',
  ]);
});

test('kubectl gets the options that it has itself', () => {
  withKubectl(EMPTY);
  readLive({ context: 'test', namespace: 'agents', kubeconfig: 'my config' });
  expect(calls()).toEqual([
    expect.stringMatching(/ --namespace agents --context test --kubeconfig my config --output json$/),
  ]);
});

test('a cluster without Kueue is read without its resource', () => {
  withKubectl(`case "$2" in *kueue*) echo 'error: the server doesn'"'"'t have a resource type "workloads"' >&2; exit 1;; esac
${EMPTY}`);
  expect(readLive()).toMatchObject({ jobs: [], unread: [] });
  expect(calls()).toHaveLength(2);
});

test('resources that explain are read only if kubectl is allowed to', () => {
  withKubectl(
    `${EMPTY}; echo 'Error from server (Forbidden): persistentvolumes is forbidden: User "bob" cannot list' >&2; exit 1`,
  );
  expect(readLive()).toMatchObject({ jobs: [], unread: ['persistentvolumes'] });
});

describe('what kubectl says is part of the message, when', () => {
  test.each([
    [
      'the cluster does not answer',
      'The connection to the server was refused',
      /The connection to the server was refused/,
    ],
    [
      'tasks cannot be read',
      'Error from server (Forbidden): jobs.batch is forbidden: User "bob" cannot list',
      /jobs\.batch is forbidden.*--namespace NAME reads one namespace alone/,
    ],
    ['a resource is unknown', `error: the server doesn't have a resource type "jobs"`, /resource type "jobs"/],
  ])('%s', (_, stderr, message) => {
    withKubectl(`${EMPTY}; cat >&2 <<'X'\nE1127 01:58:55.564762 24215 memcache.go:381] "log"\n${stderr}\nX\nexit 1`);
    expect(() => readLive()).toThrow(message);
    expect(() => readLive()).toThrow(/--live FILE: kubectl get jobs/);
    expect(() => readLive()).not.toThrow(/memcache/);
  });

  test('the message would be executed by a terminal, and is made safe', () => {
    withKubectl(`printf 'error: \\033[2J' >&2; exit 1`);
    expect(() => readLive()).toThrow('error: \uFFFD[2J');
  });

  test('kubectl is not there', () => {
    withKubectl(EMPTY);
    process.env.PATH = '/nowhere';
    expect(() => readLive()).toThrow(/^kubectl is not on the PATH; /);
  });
});
