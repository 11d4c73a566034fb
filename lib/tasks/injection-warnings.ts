import type { Warning } from '../mistakes/mistake';
import { groupBy } from './group-by';
import type { PlaceOf } from './place-of';
import { nameTasks } from './sharing';
import type { Task } from './task';

/** An annotation, or a label, by which a task asks for a sidecar. */
interface Injector {
  readonly name: string;
  readonly key: string;
  readonly values: readonly string[];
  /** The annotation with which the sidecar ends by itself, and its value. */
  readonly endsWith: readonly [key: string, value: string];
  /** Whether the sidecar needs the token of a ServiceAccount. */
  readonly needsToken: boolean;
}

/**
 * The injectors of sidecars, with their own documentation as the source.
 *
 * https://istio.io/latest/docs/reference/config/annotations/
 * https://linkerd.io/2/reference/proxy-configuration/
 * https://developer.hashicorp.com/vault/docs/deploy/kubernetes/injector/annotations
 */
const INJECTORS: readonly Injector[] = [
  {
    name: 'Istio',
    key: 'sidecar.istio.io/inject',
    values: ['true'],
    endsWith: ['sidecar.istio.io/nativeSidecar', 'true'],
    needsToken: false,
  },
  {
    name: 'Linkerd',
    key: 'linkerd.io/inject',
    values: ['enabled', 'ingress'],
    endsWith: ['config.beta.linkerd.io/proxy-enable-native-sidecar', 'true'],
    needsToken: false,
  },
  {
    name: 'Vault',
    key: 'vault.hashicorp.com/agent-inject',
    values: ['true'],
    endsWith: ['vault.hashicorp.com/agent-pre-populate-only', 'true'],
    needsToken: true,
  },
];

/** Warnings about tasks whose pods get a sidecar that keeps the Job from ending, or that lacks its token. */
export function injectionWarnings(tasks: readonly Task[], placeOf: PlaceOf): Warning[] {
  const running = tasks.filter(({ done }) => !done);
  return INJECTORS.flatMap((injector) => {
    const injected = running.filter((task) => isInjected(task, injector));
    const endless = injected.filter(({ annotations }) => annotations?.[injector.endsWith[0]] !== injector.endsWith[1]);
    const tokenless = injector.needsToken ? injected.filter((task) => task.serviceAccountName === undefined) : [];
    return [
      ...byPlace(endless, injector, placeOf).map((group) => endlessWarning(group, injector, placeOf)),
      ...byPlace(tokenless, injector, placeOf).map((group) => tokenWarning(group, injector, placeOf)),
    ];
  });
}

function isInjected({ annotations, labels }: Task, { key, values }: Injector): boolean {
  const present = [annotations?.[key], labels?.[key]];
  return values.some((value) => present.includes(value));
}

/** One warning for each place: an annotation of the defaults is one warning, and not one for each task. */
function byPlace(tasks: readonly Task[], injector: Injector, placeOf: PlaceOf): Task[][] {
  const groups = groupBy(tasks, (task) => JSON.stringify(placeOfInjection(task, injector, placeOf)));
  return [...groups.values()];
}

function placeOfInjection(task: Task, { key }: Injector, placeOf: PlaceOf) {
  return placeOf(task, task.annotations?.[key] === undefined ? 'labels' : 'annotations', key);
}

function endlessWarning(group: readonly Task[], injector: Injector, placeOf: PlaceOf): Warning {
  const [key, value] = injector.endsWith;
  return {
    code: 'sidecar-never-ends',
    message: `${injector.name} adds a sidecar to the pods of ${nameTasks(group)}, which keeps their Jobs from ending`,
    place: placeOfInjection(group[0] as Task, injector, placeOf),
    fix: `set the annotation ${key}: '${value}' too, with which the sidecar ends with the agent`,
  };
}

function tokenWarning(group: readonly Task[], injector: Injector, placeOf: PlaceOf): Warning {
  return {
    code: 'injection-without-token',
    message: `${injector.name} authenticates with the token of a ServiceAccount, and ${nameTasks(group)} have none`,
    place: placeOfInjection(group[0] as Task, injector, placeOf),
    fix: 'set serviceAccountName',
  };
}
