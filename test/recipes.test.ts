import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { addTaskCharts, loadTasks, TaskApp } from '../lib';
import type { PartialPodSpec, PodContainer, PodVolume } from '../lib/settings/pod-spec';
import { RECIPES, recipesPage } from '../scripts/recipes';

const root = join(__dirname, '..');
const folder = join(root, 'examples', 'recipes');

/** The pod of each recipe's task. */
const pods = RECIPES.map((name) => {
  const app = new TaskApp();
  addTaskCharts(app, loadTasks(join(folder, `${name}.yaml`)).tasks);
  const [, job] = app.manifests().flatMap(({ text }) => loadAll(text)) as {
    spec: { template: { spec: PartialPodSpec } };
  }[];
  return (job as NonNullable<typeof job>).spec.template.spec;
});

const main = ({ containers = [] }: PartialPodSpec) => containers[0] as PodContainer;
const some = <T>(list: readonly T[] | undefined, test: (one: T) => unknown) => (list ?? []).some((one) => test(one));
const volume = (test: (one: PodVolume) => unknown) => (pod: PartialPodSpec) => some(pod.volumes, test);
const sidecar = ({ restartPolicy }: PodContainer) => restartPolicy === 'Always';

/** The features that public Jobs of agents use, each with the part of a pod that shows it. */
const KINDS: Readonly<Record<string, (pod: PartialPodSpec) => unknown>> = {
  'a temporary volume': volume(({ emptyDir }) => emptyDir),
  'an init container': (pod) => some(pod.initContainers, (one) => !sidecar(one)),
  'a sidecar': (pod) => some(pod.initContainers, sidecar),
  'a Secret as a volume': volume(({ secret }) => secret),
  arguments: (pod) => main(pod).args,
  'capabilities and seccomp': (pod) => main(pod).securityContext?.capabilities && pod.securityContext?.seccompProfile,
  'a ConfigMap as a volume': volume(({ configMap }) => configMap),
  'an optional reference': (pod) => some(main(pod).envFrom, ({ secretRef }) => secretRef?.optional),
  'a user and a group': ({ securityContext }) => securityContext?.runAsUser && securityContext.fsGroup,
  'variables of a whole object': (pod) => main(pod).envFrom,
  'a field of the pod as a variable': (pod) => some(main(pod).env, ({ valueFrom }) => valueFrom?.fieldRef),
  'a read-only root file system': (pod) => main(pod).securityContext?.readOnlyRootFilesystem,
  'a projected volume': volume(({ projected }) => projected),
  'a part of a volume': (pod) => some(main(pod).volumeMounts, ({ subPath }) => subPath),
  'a runtime class': ({ runtimeClassName }) => runtimeClassName,
  'affinity to nodes': ({ affinity }) => affinity?.nodeAffinity,
  'a grace period': ({ terminationGracePeriodSeconds }) => terminationGracePeriodSeconds,
  'names of hosts and DNS': ({ hostAliases, dnsConfig }) => hostAliases && dnsConfig,
};

describe('the recipes', () => {
  test.each(Object.entries(KINDS))('have %s', (_, shows) => {
    expect(pods.some(shows)).toBe(true);
  });

  test.each(RECIPES)('%s loads without a warning', (name) => {
    expect(loadTasks(join(folder, `${name}.yaml`)).warnings).toEqual([]);
  });

  test('docs/recipes.md is what npm run docs writes, with every file', () => {
    expect(readFileSync(join(root, 'docs', 'recipes.md'), 'utf8')).toBe(recipesPage());
    expect([...RECIPES].sort()).toEqual(readdirSync(folder).map((file) => file.replace('.yaml', '')));
  });
});
