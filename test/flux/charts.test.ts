import { existsSync, readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import { addFluxCharts, type FluxFile, type Layout, TaskApp } from '../../lib';
import { inFolder } from '../cli/run';
import { filesOf, scratchFolder } from '../support';

const FILE: FluxFile = { url: 'https://git.example.com/tasks.git', targetNamespace: 'keruta' };
const outdir = scratchFolder();

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** The objects in each file that is written, as `kind name`. */
function objects(file: FluxFile, layout: Layout = 'flat'): Record<string, string[]> {
  const app = new TaskApp({ outdir });
  addFluxCharts(app, file, layout);
  app.synth();
  const inText = (text: string) =>
    (loadAll(text) as Manifest[]).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  return Object.fromEntries(Object.entries(filesOf(outdir)).map(([name, text]) => [name, inText(text)]));
}

test.each(['flat', 'families'] as const)('the layout %s is one Kustomization, which applies all folders', (layout) => {
  expect(objects(FILE, layout)).toEqual({
    'tasks.k8s.yaml': ['GitRepository keruta-tasks', 'Kustomization keruta-tasks'],
  });
});

test('each shard is a Kustomization', () => {
  expect(objects({ ...FILE, name: 'team' }, { shards: 2 })).toEqual({
    'tasks.k8s.yaml': ['GitRepository team', 'Kustomization team-shard-0-of-2', 'Kustomization team-shard-1-of-2'],
  });
});

test('claim protection and platform come before the tasks for kubectl, which reads the files of a folder by name', () => {
  const written = objects({ ...FILE, claimProtection: true, platform: {} });
  expect(Object.keys(written)).toEqual(['claim-protection.k8s.yaml', 'platform.k8s.yaml', 'tasks.k8s.yaml']);
  expect(written['platform.k8s.yaml']?.[0]).toBe('Namespace keruta');
});

describe('npm run flux', () => {
  const YAML = 'url: https://git.example.com/tasks.git\ntargetNamespace: keruta\n';
  const TASKS = 'tasks: [{ taskId: a }]';
  const program = () => jest.isolateModules(() => require('../../flux'));

  test.each([
    ['flat', 1],
    ['families', 1],
    ['{ shards: 4 }', 4],
  ])('writes flux/ for the layout %s of tasks.yaml, and leaves dist/ alone', (layout, count) => {
    inFolder({ 'tasks.yaml': `layout: ${layout}\n${TASKS}`, 'flux.yaml': YAML, 'dist/a.k8s.yaml': 'kind: Job\n' });
    program();
    expect(readFileSync('flux/tasks.k8s.yaml', 'utf8').match(/^kind: Kustomization$/gm)).toHaveLength(count);
    expect(filesOf('dist')).toEqual({ 'a.k8s.yaml': 'kind: Job\n' });
  });

  test('writes nothing as long as something is wrong, and says what', () => {
    inFolder({ 'tasks.yaml': TASKS, 'flux.yaml': 'url: here' });
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      program();
      expect(stderr.mock.calls.join('')).toMatch(/^flux\.yaml:1:.*2 mistakes; nothing was written\n$/s);
      expect(process.exitCode).toBe(1);
    } finally {
      stderr.mockRestore();
      process.exitCode = undefined;
    }
    expect(existsSync('flux')).toBe(false);
  });
});
