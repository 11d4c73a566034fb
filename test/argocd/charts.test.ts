import { existsSync, readFileSync } from 'node:fs';
import { App, Testing } from 'cdk8s';
import { loadAll } from 'js-yaml';
import { type ArgoCdFile, addArgoCdCharts, type Layout, TaskApp } from '../../lib';
import { inFolder } from '../cli/run';
import { filesOf, scratchFolder } from '../support';

const FILE: ArgoCdFile = { repoURL: 'https://git.example.com/tasks.git', destination: { namespace: 'keruta' } };
const outdir = scratchFolder();

/** The kinds of objects in each file that is written. */
function kinds(file: ArgoCdFile, layout: Layout = 'flat'): Record<string, string[]> {
  const app = new TaskApp({ outdir });
  addArgoCdCharts(app, file, layout);
  app.synth();
  const objects = (text: string) => loadAll(text) as { kind: string }[];
  return Object.fromEntries(
    Object.entries(filesOf(outdir)).map(([name, text]) => [name, objects(text).map(({ kind }) => kind)]),
  );
}

test('the flat layout is one Application', () => {
  expect(kinds(FILE)).toEqual({ 'tasks.k8s.yaml': ['Application'] });
});

test.each([['families' as const], [{ shards: 3 }]])('the layout %j is an ApplicationSet', (layout) => {
  expect(kinds(FILE, layout)).toEqual({ 'tasks.k8s.yaml': ['ApplicationSet'] });
});

test('the protections and the platform are there when they are asked for', () => {
  expect(kinds({ ...FILE, claimProtection: true, runProtection: true, platform: {} })).toEqual({
    'claim-protection.k8s.yaml': ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
    'platform.k8s.yaml': ['Namespace', 'ServiceAccount', 'NetworkPolicy'],
    'run-protection.k8s.yaml': ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
    'tasks.k8s.yaml': ['Application'],
  });
  expect(kinds({ ...FILE, claimProtection: false, runProtection: false })).toEqual({
    'tasks.k8s.yaml': ['Application'],
  });
});

test('what the tasks need comes first for kubectl, which reads the files of a folder by name', () => {
  const names = Object.keys(kinds({ ...FILE, claimProtection: true, runProtection: true, platform: {} }));
  expect(names.at(-1)).toBe('tasks.k8s.yaml');
});

test('the platform is that of the namespace that the tasks go to', () => {
  const app = new App();
  addArgoCdCharts(
    app,
    { ...FILE, destination: { namespace: 'agents' }, platform: { podSecurity: 'restricted' } },
    'flat',
  );
  const [namespace, account, policy] = Testing.synth(app.charts[0] as never);
  expect(namespace.metadata).toMatchObject({
    name: 'agents',
    labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
  });
  expect([account, policy].map(({ metadata }) => metadata.namespace)).toEqual(['agents', 'agents']);
});

describe('npm run argocd', () => {
  const YAML = 'repoURL: https://git.example.com/tasks.git\ndestination: { namespace: keruta }\n';
  const program = () => jest.isolateModules(() => require('../../argocd'));
  const written = () => readFileSync('argocd/tasks.k8s.yaml', 'utf8');

  test.each([
    ['flat', 'kind: Application\n'],
    ['families', 'kind: ApplicationSet\n'],
    ['{ shards: 4 }', 'kind: ApplicationSet\n'],
  ])('writes argocd/ for the layout %s of tasks.yaml', (layout, kind) => {
    inFolder({ 'tasks.yaml': `layout: ${layout}\ntasks: []`, 'argocd.yaml': YAML });
    program();
    expect(written()).toContain(kind);
    expect(written().includes('ApplyOutOfSyncOnly=true')).toBe(layout !== 'families');
  });

  test('leaves dist/ alone', () => {
    inFolder({ 'tasks.yaml': 'tasks: []', 'argocd.yaml': YAML, 'dist/a.k8s.yaml': 'kind: Job\n' });
    program();
    expect(filesOf('dist')).toEqual({ 'a.k8s.yaml': 'kind: Job\n' });
  });

  test('removes what is not asked for any more', () => {
    const old = { 'argocd/platform.k8s.yaml': 'kind: Namespace\n', 'argocd/README.md': 'mine' };
    inFolder({ 'tasks.yaml': 'tasks: []', 'argocd.yaml': YAML, ...old });
    program();
    expect(Object.keys(filesOf('argocd'))).toEqual(['README.md', 'tasks.k8s.yaml']);
  });

  test('writes nothing as long as something is wrong, and says what', () => {
    inFolder({ 'tasks.yaml': 'tasks: []', 'argocd.yaml': 'repoURL: here' });
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      program();
      expect(stderr.mock.calls.join('')).toMatch(/^argocd\.yaml:1:.*2 mistakes; nothing was written\n$/s);
      expect(process.exitCode).toBe(1);
    } finally {
      stderr.mockRestore();
      process.exitCode = undefined;
    }
    expect(existsSync('argocd')).toBe(false);
  });
});
