import {
  argumentsOf,
  type OpenReference,
  openReferencesIn,
  type ReferencePlace,
  type ReferringText,
  type Variable,
  variablesOf,
} from '../checks/variables';
import type { JobSettings } from '../settings/job-settings';
import type { PartialPodSpec, PodContainer } from '../settings/pod-spec';
import { contractFirst } from './agent';
import { mergePodSpecs } from './merge';

/**
 * The open references in the containers of a pod: in their variables, commands, arguments and mounts. The variables of a
 * container are those of no other one, so that an init container does not have those of the contract.
 */
export function podReferences(settings: JobSettings): OpenReference[] {
  const { podSpec = {} } = settings;
  const own = variablesOf(settings);
  const agent: PartialPodSpec = { containers: [{ name: 'main', env: own.map(({ name }) => ({ name })) }] };
  const merged = mergePodSpecs(agent, podSpec);
  return [
    ...(merged.containers ?? []).flatMap((container) => {
      const { name, command } = container;
      const ofSettings = name === 'main' ? own : [];
      const args = name === 'main' && command === undefined ? argumentsOf(settings) : [];
      return referencesIn(contractFirst(container), `containers[${name}]`, ofSettings, args);
    }),
    ...(merged.initContainers ?? []).flatMap((container) =>
      referencesIn(container, `initContainers[${container.name}]`, [], []),
    ),
  ];
}

function referencesIn(
  { env = [], envFrom, command = [], args = [], volumeMounts = [] }: PodContainer,
  container: string,
  ofSettings: readonly Variable[],
  ofCommand: readonly ReferringText[],
): OpenReference[] {
  // The names in a Secret or a ConfigMap are not known.
  if (envFrom !== undefined && envFrom.length > 0) {
    return [];
  }
  const at = (field: string, isPath = false): ReferencePlace => ({
    key: 'podSpec',
    name: container.split('[')[0],
    shown: `podSpec.${container}.${field}`,
    isPath,
  });
  const variables = env.map((variable): Variable => {
    const { name = '', value, valueFrom } = variable;
    const own = ofSettings.find((one) => one.name === name);
    return own && value === undefined && valueFrom === undefined
      ? own
      : { name, text: value, where: at(`env[${name}]`) };
  });
  return openReferencesIn(variables, [
    ...ofCommand,
    ...command.map((text) => ({ text, where: at('command') })),
    ...args.map((text) => ({ text, where: at('args') })),
    ...volumeMounts.map(({ mountPath, subPathExpr }) => ({
      text: subPathExpr,
      where: at(`volumeMounts[${mountPath}].subPathExpr`, true),
    })),
  ]);
}
