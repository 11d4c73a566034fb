import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Construct } from 'constructs';
import { loadAll } from 'js-yaml';
import { addArgoCdCharts, addFluxCharts, addTaskCharts, type Layout, loadTasks, TaskApp } from '../../lib';
import { runExample } from '../example';
import { ALL_JOB_SETTINGS, scratchFolder } from '../support';

/*
 * Settings that were seen to run agents again, or to delete claims, are in no file that is written.
 */

const folder = scratchFolder();

/** Every text that is written in a layout, for tasks with every setting. */
function everything(layout: Layout): string[] {
  const file = join(folder, 'tasks.yaml');
  const { run, jobName, ...settings } = ALL_JOB_SETTINGS;
  const tasks = [
    { taskId: 'root', pvcStorageClass: 'standard', jobName },
    { taskId: 'child', parentTaskId: 'root' },
    { taskId: 'grandchild', parentTaskId: 'child' },
    { taskId: 'done', done: true },
    { taskId: 'clone', parentTaskId: 'done', workspace: 'clone' },
    { taskId: 'found', existingClaim: 'claim' },
  ];
  writeFileSync(file, JSON.stringify({ layout, defaults: settings, tasks }));
  const loaded = loadTasks(file);
  const outdir = join(folder, JSON.stringify(layout));
  mkdirSync(outdir);
  const app = new TaskApp({ outdir });
  addTaskCharts(app, loaded.tasks);
  addArgoCdCharts(
    app,
    {
      repoURL: 'https://git.example.com/tasks.git',
      destination: { namespace: 'keruta' },
      claimProtection: true,
      platform: { quota: { pods: 1 }, containerLimits: { max: { cpu: 1 } } },
    },
    loaded.layout,
  );
  // Under another name: both have a chart of the tasks.
  addFluxCharts(
    new Construct(app, 'flux'),
    { url: 'https://git.example.com/tasks.git', targetNamespace: 'keruta' },
    loaded.layout,
  );
  app.synth();
  return textsIn(outdir);
}

function textsIn(outdir: string): string[] {
  return readdirSync(outdir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(outdir, name), 'utf8'));
}

function objectsIn(texts: readonly string[]) {
  type Manifest = { kind: string; spec: object; metadata: { name: string; annotations?: Record<string, string> } };
  return loadAll(texts.join('---\n')) as Manifest[];
}

const root = join(__dirname, '..', '..');
const written: readonly [what: string, texts: string[]][] = [
  ['the flat layout', everything('flat')],
  ['the families layout', everything('families')],
  ['the shards layout', everything({ shards: 2 })],
  ['every example', ['argocd', 'platform', 'claim-protection'].flatMap((name) => Object.values(runExample(name)))],
  [
    'this repository',
    [...textsIn(join(root, 'dist')), ...textsIn(join(root, 'argocd')), ...textsIn(join(root, 'flux'))],
  ],
];

describe.each(written)('in what is written for %s', (_, texts) => {
  const text = texts.join('---\n');

  test('nothing is forced or replaced', () => {
    expect(text).not.toMatch(/\b(Force|Replace)\b/);
  });

  test('every Kustomization leaves Jobs as they are, and leaves them when it is deleted', () => {
    for (const { kind, spec } of objectsIn(texts).filter((object) => object.kind === 'Kustomization')) {
      expect([kind, spec]).toEqual([
        'Kustomization',
        expect.objectContaining({
          deletionPolicy: 'Orphan',
          patches: [
            expect.objectContaining({
              patch: expect.stringContaining('kustomize.toolkit.fluxcd.io/ssa: IfNotPresent'),
            }),
          ],
        }),
      ]);
      expect(spec).not.toMatchObject({ force: true });
      expect(spec).not.toMatchObject({ wait: true });
    }
  });

  test('there is no hook, which would run with every sync', () => {
    expect(text).not.toMatch(/argocd\.argoproj\.io\/hook|helm\.sh\/hook/);
  });

  test('no Job is removed by its TTL, to be made again', () => {
    expect(text).not.toContain('ttlSecondsAfterFinished');
  });

  test('no Application has a finalizer, which would remove its Jobs with it', () => {
    expect(text).not.toContain('finalizers');
  });

  test('waves and ApplyOutOfSyncOnly are never together: a failed parent’s child was seen to start', () => {
    expect([/sync-wave/.test(text), /ApplyOutOfSyncOnly/.test(text)]).not.toEqual([true, true]);
  });

  test('every claim and every namespace is kept by Argo CD, Flux and Helm', () => {
    for (const { kind, metadata } of objectsIn(texts)) {
      const kept = ['PersistentVolumeClaim', 'Namespace'].includes(kind);
      expect(metadata.annotations ?? {}).toEqual(
        kept
          ? expect.objectContaining({
              'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
              'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
              'kustomize.toolkit.fluxcd.io/prune': 'disabled',
              'helm.sh/resource-policy': 'keep',
            })
          : expect.not.objectContaining({ 'argocd.argoproj.io/sync-options': expect.anything() }),
      );
    }
  });
});

test('only the families layout has waves: one for each depth, the claim’s that of its own Job', () => {
  const waves = ([, texts]: (typeof written)[number]) =>
    Object.fromEntries(
      objectsIn(texts)
        .filter(({ kind }) => ['Job', 'PersistentVolumeClaim'].includes(kind))
        .map(({ metadata }) => [metadata.name, metadata.annotations?.['argocd.argoproj.io/sync-wave']]),
    );
  const [flat, families, shards] = written.map(waves);
  expect(families).toEqual({
    'git-repo-pvc-root': '0',
    'other-job': '0',
    'keruta-job-child': '1',
    'keruta-job-grandchild': '2',
    'git-repo-pvc-done': '0',
    'git-repo-pvc-clone': '1',
    'keruta-job-clone': '1',
    'keruta-job-found': '0',
  });
  expect(flat).toEqual(Object.fromEntries(Object.keys(families ?? {}).map((name) => [name, undefined])));
  expect(shards).toEqual(flat);
});
