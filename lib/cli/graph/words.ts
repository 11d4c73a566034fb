import type { Family, Workspace } from './family';

/** A summary of the families: `3 tasks in 1 family, 1 done, 2 would run at the same time`. */
export function summary(all: readonly Family[]): string {
  const nodes = all.flatMap((one) => one.tasks);
  const done = nodes.filter((node) => node.task.done).length;
  const concurrent = nodes.filter((node) => node.concurrentGroup).length;
  const parts = [`${count(nodes.length, 'task', 'tasks')} in ${count(all.length, 'family', 'families')}`];
  if (done > 0) parts.push(`${formatNumber(done)} done`);
  if (concurrent > 0) parts.push(`${formatNumber(concurrent)} would run at the same time`);
  return parts.join(', ');
}

/** A number with its noun. */
export function count(n: number, one: string, many: string): string {
  return `${formatNumber(n)} ${n === 1 ? one : many}`;
}

/** Writes `2000` as `2,000`, independent of the language of the system. */
export function formatNumber(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** The properties of a claim, in a few words each. */
export function claimFacts(workspace: Workspace): string[] {
  const { claim, clonedFrom } = workspace;
  const facts = claim.existing ? ['existing claim'] : [claim.size ?? 'size unknown'];
  facts.push(...new Set(workspace.tasks.map(({ task }) => task.claim.accessMode)));
  if (claim.storageClass !== undefined) facts.push(`class ${claim.storageClass}`);
  else if (!claim.existing) facts.push('default class');
  if (claim.namespace !== undefined) facts.push(`namespace ${claim.namespace}`);
  const folders = new Set(workspace.tasks.flatMap(({ task }) => task.claim.subPath ?? []));
  const [folder] = folders;
  if (folder !== undefined) facts.push(folders.size === 1 ? `folder ${folder}` : `${folders.size} folders`);
  if (clonedFrom) facts.push(`clone of ${clonedFrom.name}`);
  return facts;
}
