import { posix, relative, resolve } from 'node:path';
import { isManifest } from '../../manifests/folder';
import { parse, readManifests } from '../../manifests/parse';
import { showStep } from '../../manifests/progress';
import { UserError } from '../../mistakes/user-error';
import { appConfig, synthCommand } from '../app/config';
import { ENGINE_KEYS, type Engine, enginesOfFiles } from '../app/engines';
import { removedTasks } from '../app/history';
import { runApp } from '../app/run-app';
import { type StaleFolder, staleEngines, staleOutput } from '../app/stale';
import { expandableClasses, tasksOfFiles } from '../app/tasks-of-files';
import type { LiveCluster } from '../live';
import { lookup } from '../live/lookup';
import { applicationsOf } from './applications';
import type { Applier } from './applier';
import {
  type Commit,
  type Comparison,
  compareWith,
  deployedRevision,
  findCommit,
  ignoredFile,
  readCommit,
  uncommittedFiles,
} from './git';
import { kustomizationsOf } from './kustomizations';
import { type QuotaPlan, quotasOf } from './live/quota';
import { appliedTasks, planTasks } from './plan-tasks';
import { type Counts, countsOf } from './summary';
import type { TaskPlan } from './task-plan';
import { type Usage, usageOf } from './usage';

/** The options of a plan. */
export interface PlanOptions {
  /** The revision that is compared with. @default - the deployed revision, see `deployedRevision` */
  readonly against?: string;
  /** Whether any number of tasks may vanish. @default false */
  readonly allowRemovals?: boolean;
  /**
   * The live cluster.
   *
   * @default - no cluster is asked
   */
  readonly cluster?: LiveCluster | undefined;
}

/** The plan for a push of the working tree. */
export interface Plan {
  readonly commit: Commit;
  readonly comparison: Comparison;
  /** Every task of both sides, in the order of their ids. */
  readonly tasks: readonly TaskPlan[];
  readonly counts: Counts;
  readonly usage: { readonly before: Usage; readonly after: Usage };
  /** The quotas that the push asks something of; none unless the cluster was asked. */
  readonly quotas: readonly QuotaPlan[];
  /** The GitOps engines that the repository is for. */
  readonly engines: readonly Engine[];
  /** The warnings that the app printed. */
  readonly warnings: string;
  /** The files in the output folder and in those of the engines that are not committed yet, and belong to the push. */
  readonly uncommitted: readonly string[];
}

/** The reason why there is no plan: the message of an app that failed, or the folders that have to be written first. */
export type NoPlan = { readonly failed: string } | { readonly stale: readonly StaleFolder[] };

/**
 * Plans a push of the working tree in the current folder, from the manifests committed at a revision to those that the app
 * would write now. Nothing is written.
 *
 * @throws UserError if no plan can be made
 */
export function plan({
  against = deployedRevision(),
  allowRemovals = false,
  cluster,
}: PlanOptions = {}): Plan | NoPlan {
  const config = appConfig();
  const output = relative('.', resolve(config.output)).replaceAll('\\', '/') || '.';
  const commit = findCommit(against);
  showStep(`reading the manifests at ${against}`);
  const committed = readCommit(commit, [output, ...ENGINE_KEYS]);
  const result = runApp(config.app);
  if ('failed' in result) {
    return result;
  }
  showStep(`comparing the manifests with ${against}`);
  // A push contains the folder: a plan for other manifests would describe another push.
  const stale = [staleOutput(config.output, result.files, synthCommand(config)), ...staleEngines()];
  const unwritten = stale.filter(({ files, failed }) => files.length > 0 || failed !== undefined);
  if (unwritten.length > 0) {
    return { stale: unwritten };
  }
  const ignored = ignoredFile(
    output,
    [...result.files.keys()].map((path) => posix.join(output, path)),
  );
  if (ignored !== undefined) {
    throw new UserError(
      `Git ignores ${ignored}, so a push does not contain it; git check-ignore -v ${ignored} names the line to remove`,
    );
  }
  const after = readManifests(result.files, 'as the app writes it');
  const ours = [...below(output, committed)].filter(([path, text]) => result.files.has(path) || isManifest(path, text));
  const before = readManifests(new Map(ours), `at ${against}`, after);
  const appliers = appliersOf(committed, against);
  const engines = appliers.length > 0 ? [...new Set(appliers.map(({ engine }) => engine))] : enginesOfFiles();
  const repository = { appliers, engines, output: posix.join(commit.prefix, output).replace(/^\.$/, '') };
  const live = cluster && { lookup: lookup(cluster), removed: removedTasks(config.output) };
  let classes: ReadonlyMap<string, boolean> | undefined;
  const classesOnce = () => (classes ??= expandableClasses());
  const tasks = planTasks(before.manifests, after.manifests, {
    ...repository,
    live,
    allowRemovals,
    known: () => new Set(tasksOfFiles().tasks.map(({ taskId }) => taskId)),
    canExpand: (name) => classesOnce().get(name),
  });
  return {
    commit,
    comparison: compareWith(commit),
    tasks,
    counts: countsOf(tasks),
    usage: { before: usageOf(before.manifests), after: usageOf(after.manifests) },
    quotas: live ? quotasOf(tasks, appliedTasks(after.manifests, repository), live.lookup) : [],
    engines,
    warnings: result.stderr,
    uncommitted: uncommittedFiles([output, ...ENGINE_KEYS]),
  };
}

/** The objects that apply the manifests at a revision, from the folders of the engines. */
function appliersOf(committed: ReadonlyMap<string, string>, revision: string): Applier[] {
  return ENGINE_KEYS.flatMap((engine) =>
    [...below(engine, committed)].flatMap(([path, text]) => {
      const objects = parse(text, `${engine}/${path} at ${revision}`);
      return [...applicationsOf(objects), ...kustomizationsOf(objects)];
    }),
  );
}

function below(folder: string, texts: ReadonlyMap<string, string>): Map<string, string> {
  const prefix = folder === '.' ? '' : `${folder}/`;
  return new Map(
    [...texts]
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, text]) => [path.slice(prefix.length), text] as const),
  );
}
