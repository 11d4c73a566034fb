import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIVE_COMMAND } from '../../../lib/cli/live/kubectl';
import { type Case, inGit, tasksOf } from './cases';

const FOLDER = join(__dirname, '..', '..', 'fixtures', 'live');

interface Item {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly { readonly uid: string }[];
    readonly uid: string;
  };
  readonly involvedObject?: { readonly uid: string };
  readonly spec?: { readonly claimRef?: { readonly uid: string } };
}

/**
 * Writes a fixture for each case: its tasks, the versions, and the objects of the namespace that belong to it, as kubectl
 * prints them. Only the resource versions, the kubectl annotation and the name of the namespace are left out.
 *
 * @param resources more resources than `status` reads in every cluster
 */
export function record(namespace: string, cases: readonly Case[], kubelet: string, resources = ''): void {
  mkdirSync(FOLDER, { recursive: true });
  const [, ...args] = LIVE_COMMAND.replace('--all-namespaces', `--namespace ${namespace}`).split(' ');
  const printed = kubectl(...args.map((arg, i) => (i === 1 ? arg + resources : arg)));
  const { items } = JSON.parse(printed) as { items: Item[] };
  const { serverVersion } = JSON.parse(kubectl('version', '-o', 'json')) as { serverVersion: { gitVersion: string } };
  for (const one of cases) {
    const family = familyOf(one, cases);
    const found = JSON.stringify(
      objectsOf(
        items,
        family.map(({ taskId }) => taskId),
      ),
      without,
      2,
    );
    const { taskId, state, why } = one;
    const fixture = {
      recorded: { kubernetes: serverVersion.gitVersion, kubelet, taskId, state, why },
      tasks: JSON.parse(tasksOf(family, inGit)) as object,
      items: JSON.parse(found) as object[],
    };
    const text = JSON.stringify(fixture, undefined, 2).replaceAll(namespace, 'agents');
    writeFileSync(join(FOLDER, `${taskId}.json`), `${text}\n`);
  }
}

/** The case and its ancestors. */
function familyOf(one: Case, cases: readonly Case[]): Case[] {
  const { parentTaskId } = (one.settings ?? {}) as { parentTaskId?: string };
  const parent = cases.find(({ taskId }) => taskId === parentTaskId);
  return parent ? [...familyOf(parent, cases), one] : [one];
}

/** The objects of some tasks, those that belong to them, the events about all of them, and what belongs to no task. */
function objectsOf(items: readonly Item[], taskIds: readonly string[]): Item[] {
  const own = items.filter(({ metadata }) => taskIds.includes(metadata.labels?.['task-id'] ?? ''));
  const uids = new Set(own.map(({ metadata }) => metadata.uid));
  const owned = items.filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uids.has(uid)));
  for (const { metadata } of owned) {
    uids.add(metadata.uid);
  }
  return items.filter(
    ({ kind, metadata, involvedObject, spec }) =>
      uids.has(metadata.uid) ||
      uids.has(involvedObject?.uid ?? '') ||
      uids.has(spec?.claimRef?.uid ?? '') ||
      kind === 'StorageClass' ||
      kind === 'ResourceQuota',
  );
}

/** Leaves out what changes with every run and says nothing. */
function without(key: string, value: unknown): unknown {
  return ['resourceVersion', 'kubectl.kubernetes.io/last-applied-configuration'].includes(key) ? undefined : value;
}

function kubectl(...args: readonly string[]): string {
  return execFileSync('kubectl', args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
}
